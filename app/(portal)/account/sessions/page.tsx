import { getLocale, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { AccountPlaces } from '@/components/account/account-places'
import { SessionForm } from '@/components/account/session-form'
import { Outcome } from '@/components/ui/outcome'
import { PageTitle } from '@/components/ui/page-title'
import { formAccount } from '@/lib/auth/form-account'
import { listSessions } from '@/lib/auth/list-sessions'
import { requireUser } from '@/lib/auth/require-user'
import { shortUserAgent } from '@/lib/http/browser-name'
import { paths } from '@/lib/paths'
import { secondText } from '@/lib/time/time-text'
import { endSessionsAction } from './end-sessions-action'

/** What the address may say of the change that led to it. */
const changes = ['one', 'others'] as const

export default withErrorMessage(async function SessionsPage({
  searchParams,
}: PageProps<'/account/sessions'>) {
  const user = await requireUser(paths.sessions())
  const [t, locale, sessions, parameters] = await Promise.all([
    getTranslations('account.sessions'),
    getLocale(),
    listSessions(user, new Date()),
    searchParams,
  ])
  const done = changes.find((change) => change === parameters.done)
  const lines = sessions.map(({ id, isPresent, createdAt, lastSeenAt, sourceAddress, userAgent }) => {
    const browser = userAgent ? shortUserAgent(userAgent) : t('unknown')
    const since = secondText(createdAt, locale)
    return {
      ...{ id, isPresent, browser, since },
      address: sourceAddress ?? t('unknown'),
      lastUsed: secondText(lastSeenAt, locale),
      endLabel: t('endOf', { browser, since }),
    }
  })
  return (
    <div className="flex flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <AccountPlaces present="sessions" />
      {done && <Outcome kind="success">{t(`done.${done}`)}</Outcome>}
      <p>{t('lead')}</p>
      <SessionForm
        sessions={lines}
        end={endSessionsAction}
        account={formAccount(user)}
        userId={user.userId}
        texts={{
          caption: t('caption', { count: lines.length }),
          browser: t('columns.browser'),
          address: t('columns.address'),
          since: t('columns.since'),
          lastUsed: t('columns.lastUsed'),
          action: t('columns.action'),
          present: t('present'),
          end: t('end'),
          endOthers: t('endOthers'),
          password: t('password'),
          passwordHint: t('passwordHint'),
        }}
      />
      {lines.length === 1 && <p>{t('alone')}</p>}
      <p className="text-14">{t('suspicion')}</p>
    </div>
  )
})
