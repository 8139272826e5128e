import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { AccountPlaces } from '@/components/account/account-places'
import { SessionForm } from '@/components/account/session-form'
import { SessionTable } from '@/components/account/session-table'
import { Outcome } from '@/components/ui/outcome'
import { PageTitle } from '@/components/ui/page-title'
import { formAccount } from '@/lib/auth/form-account'
import { listSessions } from '@/lib/auth/list-sessions'
import { requireUser } from '@/lib/auth/require-user'
import { paths } from '@/lib/paths'
import { endSessionsAction } from './end-sessions-action'

/** What the address may say of the change that led to it. */
const changes = ['one', 'others'] as const

export default withErrorMessage(async function SessionsPage({
  searchParams,
}: PageProps<'/account/sessions'>) {
  const user = await requireUser(paths.sessions())
  const [t, sessions, parameters] = await Promise.all([
    getTranslations('account.sessions'),
    listSessions(user, new Date()),
    searchParams,
  ])
  const done = changes.find((change) => change === parameters.done)
  const table = <SessionTable sessions={sessions} />
  return (
    <div className="flex flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <AccountPlaces present="sessions" />
      {done && <Outcome kind="success">{t(`done.${done}`)}</Outcome>}
      <p>{t('lead')}</p>
      {sessions.length > 1 ? (
        <SessionForm
          end={endSessionsAction}
          account={formAccount(user)}
          userId={user.userId}
          texts={{
            password: t('password'),
            passwordHint: t('passwordHint'),
            endOthers: t('endOthers'),
          }}
        >
          {table}
        </SessionForm>
      ) : (
        <>
          {table}
          <p>{t('alone')}</p>
        </>
      )}
      <p className="text-14">{t('suspicion')}</p>
    </div>
  )
})
