import { getLocale, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { ExportFiles } from '@/components/exports/export-files'
import { ExportSearch } from '@/components/exports/export-search'
import { ExportState } from '@/components/exports/export-state'
import { SetButtons } from '@/components/exports/set-buttons'
import { buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { formAccount } from '@/lib/auth/form-account'
import { requireUser } from '@/lib/auth/require-user'
import { correctionOf, findExport } from '@/lib/exports/find-export'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { dayText } from '@/lib/time/date-text'
import { minuteText } from '@/lib/time/time-text'
import { cancelExportAction, deleteExportAction } from './export-actions'

export default withErrorMessage(async function ExportsPage() {
  const user = await requireUser(paths.exports())
  const [t, locale, set] = await Promise.all([
    getTranslations('exports'),
    getLocale(),
    findExport(user, new Date()),
  ])
  const correction = set?.state === 'ready' ? await correctionOf(user.contractNumber, set) : undefined
  const isBeingMade = set?.state === 'waiting' || set?.state === 'running'
  return (
    <div className="flex flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <p>{t('lead')}</p>
      {set ? (
        <>
          <ExportState set={set} />
          {isBeingMade && (
            <p>
              {t('progress.leave')} <TextLink href={paths.exports()}>{t('refresh')}</TextLink>
            </p>
          )}
          {set.state === 'ready' && (
            <section aria-labelledby="files" className="flex flex-col gap-3">
              <h2 id="files" className="text-20 font-bold">
                {t('files.title')}
              </h2>
              <p className="flex flex-wrap items-center gap-x-6 gap-y-3">
                <a href={filePaths.exportZip(set.exportId)} download className={buttonClass('solid')}>
                  {t('files.zip')}
                </a>
                <TextLink href={paths.exportManifest(set.exportId)}>{t('files.manifest')}</TextLink>
              </p>
              {correction && (
                <Notice kind="warning">
                  {t('corrected', {
                    date: dayText(correction.date, locale),
                    at: minuteText(correction.correctedAt, locale),
                  })}
                </Notice>
              )}
              <ExportFiles set={set} />
            </section>
          )}
          <section aria-labelledby="search" className="flex flex-col gap-2">
            <h2 id="search" className="text-20 font-bold">
              {t('search.title')}
            </h2>
            <ExportSearch set={set} contractNumber={user.contractNumber} />
          </section>
          <SetButtons
            set={set}
            account={formAccount(user)}
            cancel={cancelExportAction}
            remove={deleteExportAction}
          />
        </>
      ) : (
        <Notice kind="information">
          {t('none')} {t('noneHint')}
        </Notice>
      )}
      <p className="flex flex-wrap gap-x-6 gap-y-3">
        <TextLink href={paths.usage()}>{t('toSearch')}</TextLink>
        <TextLink href={paths.exportsMonthly()}>{t('monthly.title')}</TextLink>
      </p>
    </div>
  )
})
