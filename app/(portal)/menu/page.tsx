import { getLocale, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { DailyUsage } from '@/components/chart/daily-usage'
import { ExportSummary } from '@/components/exports/export-summary'
import { classNames } from '@/components/ui/class-names'
import { PageTitle } from '@/components/ui/page-title'
import { Phrases } from '@/components/ui/phrases'
import { cardClass } from '@/components/ui/surfaces'
import { TextLink } from '@/components/ui/text-link'
import { Freshness, LatestCorrection } from '@/components/usage/freshness'
import { KeptUntil, LastMonthNotice } from '@/components/usage/kept-until'
import { SavedSearchLinks } from '@/components/usage/saved-search-links'
import { seesWholeContract } from '@/lib/auth/permissions'
import { requireUser } from '@/lib/auth/require-user'
import { env } from '@/lib/env'
import { findExport } from '@/lib/exports/find-export'
import { paths } from '@/lib/paths'
import { secondText } from '@/lib/time/time-text'
import { latestCorrection } from '@/lib/usage/corrections'
import { parseDailyView } from '@/lib/usage/daily-view'
import { loadedDaysOf } from '@/lib/usage/loaded-days'
import { readMenuUsage } from '@/lib/usage/menu-usage'
import { listSavedNames } from '@/lib/usage/read-saved-searches'

export default withErrorMessage(async function MenuPage({ searchParams }: PageProps<'/menu'>) {
  const parameters = await searchParams
  const user = await requireUser(paths.menu(parameters))
  const view = parseDailyView(parameters)
  const now = new Date()
  const [t, locale, { completeUntil }, correction, { daily, kept }, set, savedSearches] = await Promise.all([
    getTranslations('menu'),
    getLocale(),
    loadedDaysOf(user.contractNumber, now),
    latestCorrection(now),
    readMenuUsage(user, env.usageRetentionMonths, now),
    findExport(user, now),
    listSavedNames(user),
  ])
  const hasSheets = seesWholeContract(user)
  const entries = [
    { href: paths.usage(), title: t('usage'), hint: t('usageHint') },
    ...(hasSheets ? [{ href: paths.statements(), title: t('statements'), hint: t('statementsHint') }] : []),
    { href: paths.exports(), title: t('exports'), hint: t('exportsHint') },
    { href: paths.numbers(), title: t('numbers'), hint: t('numbersHint') },
    { href: paths.password(), title: t('password'), hint: t('passwordHint') },
    ...(user.multiFactor ? [{ href: paths.email(), title: t('email'), hint: t('emailHint') }] : []),
    { href: paths.activity(), title: t('activity'), hint: t('activityHint') },
    { href: paths.sessions(), title: t('sessions'), hint: t('sessionsHint') },
    { href: paths.keys(), title: t('keys'), hint: t('keysHint') },
    { href: paths.help(), title: t('help'), hint: t('helpHint') },
  ]
  return (
    <div className="flex flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {kept && <LastMonthNotice kept={kept} hasSheets={hasSheets} />}
      <dl className="grid gap-x-8 gap-y-1 text-14 sm:grid-cols-[auto_1fr]">
        <dt className="font-bold">{t('freshness')}</dt>
        <dd>
          <Freshness until={completeUntil} />
          {correction && <LatestCorrection correction={correction} />}
        </dd>
        {set && (
          <>
            <dt className="font-bold">{t('files')}</dt>
            <dd>
              <ExportSummary set={set} />
            </dd>
          </>
        )}
        {kept && <KeptUntil kept={kept} />}
        <dt className="font-bold">{t('lastSignIn')}</dt>
        <dd>{user.previousSignInAt ? secondText(user.previousSignInAt, locale) : t('firstSignIn')}</dd>
      </dl>
      <SavedSearchLinks searches={savedSearches} />
      <nav aria-label={t('title')}>
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {entries.map(({ href, title, hint }) => (
            <li key={href} className={classNames('relative hover:border-key hover:bg-tint', cardClass)}>
              <TextLink
                href={href}
                className="text-18 font-bold [word-break:auto-phrase] after:absolute after:inset-0"
              >
                <Phrases>{title}</Phrases>
              </TextLink>
              <p className="mt-1 text-14 text-quiet">{hint}</p>
            </li>
          ))}
        </ul>
      </nav>
      <DailyUsage usage={daily} view={view} hasSheets={hasSheets} />
    </div>
  )
})
