import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { ExportFiles } from '@/components/exports/export-files'
import { ExportSearch } from '@/components/exports/export-search'
import { PageTitle } from '@/components/ui/page-title'
import { linkClass, TextLink } from '@/components/ui/text-link'
import { ResultTotals } from '@/components/usage/result-totals'
import { requireUser } from '@/lib/auth/require-user'
import { findReadySet } from '@/lib/exports/find-export'
import { PortalError } from '@/lib/errors'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { targetKind } from '@/lib/usage/download-target'

export default withErrorMessage(async function ManifestPage({
  params,
}: PageProps<'/exports/[exportId]/manifest'>) {
  const { exportId } = await params
  const user = await requireUser(paths.exports())
  const set = await findReadySet(user, exportId, new Date())
  if (!set) throw new PortalError({ code: 'notFound' })
  const t = await getTranslations('exports')
  return (
    <div className="flex flex-col gap-6">
      <PageTitle section={t('title')}>{t('manifest.title')}</PageTitle>
      <p>{t('manifest.lead')}</p>
      <ExportSearch set={set} contractNumber={user.contractNumber} />
      <ResultTotals kind={targetKind(set.target)} totals={set.totals} />
      <ExportFiles set={set} />
      <p className="flex flex-wrap gap-x-6 gap-y-2 print:hidden">
        <a href={filePaths.exportManifestJson(exportId)} download className={linkClass}>
          {t('manifest.json')}
        </a>
        <TextLink href={paths.exports()}>{t('manifest.back')}</TextLink>
      </p>
    </div>
  )
})
