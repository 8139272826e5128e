import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { nameFormTexts } from '@/components/numbers/name-form-texts'
import { NameForm } from '@/components/numbers/name-form'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { formAccount } from '@/lib/auth/form-account'
import { requirePermission } from '@/lib/auth/permissions'
import { requireUser } from '@/lib/auth/require-user'
import { departmentsOf } from '@/lib/numbers/names-of'
import { paths } from '@/lib/paths'
import { saveNameAction } from '../number-actions'

export default withErrorMessage(async function NewNamePage() {
  const user = await requireUser(paths.numberNew())
  requirePermission(user, 'changeNumberNames')
  const [t, departments] = await Promise.all([getTranslations('numbers'), departmentsOf(user.contractNumber)])
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <PageTitle section={t('title')}>{t('add.title')}</PageTitle>
      <NameForm
        save={saveNameAction}
        account={formAccount(user)}
        departments={departments}
        place={{}}
        texts={nameFormTexts(t, 'add')}
      />
      <p>
        <TextLink href={paths.numbers()}>{t('edit.back')}</TextLink>
      </p>
    </div>
  )
})
