import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { ButtonForm } from '@/components/form/button-form'
import { ImportPreviewView } from '@/components/numbers/import-preview'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { formAccount } from '@/lib/auth/form-account'
import { requireUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { previewImport } from '@/lib/numbers/preview-import'
import { paths } from '@/lib/paths'
import { discardImportAction, runImportAction } from '../import-actions'

export default withErrorMessage(async function DraftPage({ params }: PageProps<'/numbers/import/[draftId]'>) {
  const { draftId } = await params
  const user = await requireUser(paths.numberDraft(draftId))
  const [t, preview] = await Promise.all([getTranslations('numbers'), previewImport(user, draftId)])
  if (!preview) throw new PortalError({ code: 'notFound' })
  const { counts, mode, total, max } = preview
  const changes = counts.added + counts.changed + (mode === 'replace' ? counts.absent : 0)
  const form = {
    account: formAccount(user),
    hidden: { draftId, version: String(preview.version) },
    className: 'flex flex-col gap-3',
  }
  return (
    <div className="flex flex-col gap-6">
      <PageTitle section={t('title')}>{t('preview.title')}</PageTitle>
      <p>{t('preview.lead')}</p>
      {changes === 0 && <Notice kind="information">{t('preview.nothing')}</Notice>}
      <ImportPreviewView preview={preview} />
      <div className="flex flex-wrap items-end gap-4">
        {changes > 0 && total <= max && (
          <ButtonForm send={runImportAction} {...form}>
            <Button className="self-start">{t('preview.submit')}</Button>
          </ButtonForm>
        )}
        <ButtonForm send={discardImportAction} {...form}>
          <Button variant="outline" className="self-start">
            {t('preview.discard')}
          </Button>
        </ButtonForm>
      </div>
    </div>
  )
})
