import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { listColumns } from '@/components/numbers/describe-name-problem'
import { ImportForm } from '@/components/numbers/import-form'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { formAccount } from '@/lib/auth/form-account'
import { requirePermission } from '@/lib/auth/permissions'
import { requireUser } from '@/lib/auth/require-user'
import requestLimits from '@/lib/http/request-limits.json'
import { importModes } from '@/lib/numbers/draft'
import { numberNamesMax } from '@/lib/numbers/number-name'
import { paths } from '@/lib/paths'
import { checkImportAction } from './import-actions'

/** What the form's other fields take of a body. */
const fieldsBytes = 16_384

export default withErrorMessage(async function ImportPage() {
  const user = await requireUser(paths.numberImport())
  requirePermission(user, 'changeNumberNames')
  const t = await getTranslations('numbers')
  const mebibytes = requestLimits.importBodyBytesMax / 1_048_576
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <PageTitle section={t('title')}>{t('import.title')}</PageTitle>
      <p>{t('import.lead')}</p>
      <ImportForm
        check={checkImportAction}
        account={formAccount(user)}
        bytesMax={requestLimits.importBodyBytesMax - fieldsBytes}
        modes={importModes.map((mode) => [mode, t(`import.modes.${mode}`)])}
        texts={{
          pasted: t('import.pasted'),
          pastedHint: t('import.pastedHint', { columns: listColumns(t, ', ') }),
          file: t('import.file'),
          fileHint: t('import.fileHint', { max: numberNamesMax, mebibytes }),
          mode: t('import.mode'),
          submit: t('import.submit'),
          tooLarge: t('problems.tooLarge', { mebibytes }),
        }}
      />
      <p>
        <TextLink href={paths.numbers()}>{t('edit.back')}</TextLink>
      </p>
    </div>
  )
})
