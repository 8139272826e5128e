import type { AccountOverview } from '@/lib/accounts/account-overview'
import type { Lifted } from '@/lib/accounts/unlock-account'
import { formatJapanTime } from '@/lib/time/japan-time'
import { align } from './table-text'
import { texts } from './texts'

const absent = '-'

const time = (instant: Date | null) => (instant ? formatJapanTime(instant, 'yyyy/MM/dd HH:mm:ss') : absent)

const onOff = (setting: boolean) => (setting ? texts('states.on') : texts('states.off'))

/** Whether an account can sign in, and if not, since or until when. */
function stateOf({ lockedByOperatorAt, lockedUntil }: AccountOverview): string {
  const states = [
    ...(lockedByOperatorAt ? [texts('states.lockedByOperator', { since: time(lockedByOperatorAt) })] : []),
    ...(lockedUntil ? [texts('states.lockedUntil', { until: time(lockedUntil) })] : []),
  ]
  return states.join(', ') || texts('states.open')
}

/** One account, a line a fact. */
export function accountLines(account: AccountOverview): string {
  const facts: [string, string | number][] = [
    [texts('fields.userId'), account.userId],
    [texts('fields.contract'), `${account.contractNumber} ${account.contractName}`],
    [texts('fields.state'), stateOf(account)],
    [texts('fields.strikes'), account.strikes],
    [texts('fields.mfa'), onOff(account.multiFactor)],
    [texts('fields.email'), account.email ?? absent],
    [texts('fields.lastSignIn'), time(account.lastSignInAt)],
    [texts('fields.openSessions'), account.openSessions],
    [texts('fields.passwordChanged'), time(account.passwordChangedAt)],
    [texts('fields.created'), time(account.createdAt)],
  ]
  return align(facts.map(([label, fact]) => [label, String(fact)]))
}

/** Accounts, one a line below a heading. */
export function accountTable(accounts: AccountOverview[]): string {
  const heading = [
    texts('fields.userId'),
    texts('fields.contract'),
    texts('fields.mfa'),
    texts('fields.lastSignIn'),
    texts('fields.state'),
  ]
  const rows = accounts.map((account) => [
    account.userId,
    account.contractNumber,
    onOff(account.multiFactor),
    time(account.lastSignInAt),
    stateOf(account),
  ])
  return align([heading, ...rows])
}

/** What an unlocking has done, a line each; that nothing was locked, too. */
export function unlockedLines(userId: string, { operatorLock, tenMinuteLock, failures }: Lifted): string {
  return [
    ...(operatorLock ? [texts('done.operatorLockLifted', { userId })] : []),
    ...(tenMinuteLock ? [texts('done.tenMinuteLockLifted', { userId })] : []),
    ...(operatorLock || tenMinuteLock ? [] : [texts('done.notLocked', { userId })]),
    ...(failures > 0 ? [texts('done.failuresForgotten', { failures })] : []),
  ].join('\n')
}
