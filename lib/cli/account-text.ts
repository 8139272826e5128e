import type { AccountOverview } from '@/lib/accounts/account-overview'
import type { AccountAccess } from '@/lib/accounts/create-account'
import type { Lifted } from '@/lib/accounts/unlock-account'
import { formatJapanTime } from '@/lib/time/japan-time'
import { align } from './table-text'
import { texts } from './texts'

const absent = '-'

const time = (instant: Date | null) => (instant ? formatJapanTime(instant, 'yyyy/MM/dd HH:mm:ss') : absent)

const onOff = (setting: boolean) => (setting ? texts('states.on') : texts('states.off'))

/** What an account may do and see. */
export function roleText({ role, masksNumbers, departments }: AccountAccess): string {
  const text = texts(`roles.${masksNumbers ? 'maskedReader' : role}`)
  return departments.length > 0
    ? texts('roles.limited', { role: text, departments: departments.join(', ') })
    : text
}

/** Whether an account can sign in, and if not, since or until when; also whether it does so with an operator's password. */
function stateOf(
  { lockedByOperatorAt, lockedUntil, firstPasswordUntil: end }: AccountOverview,
  now: Date,
): string {
  const states = [
    ...(lockedByOperatorAt ? [texts('states.lockedByOperator', { since: time(lockedByOperatorAt) })] : []),
    ...(lockedUntil ? [texts('states.lockedUntil', { until: time(lockedUntil) })] : []),
    ...(end
      ? [texts(end > now ? 'states.firstPassword' : 'states.firstPasswordOver', { until: time(end) })]
      : []),
  ]
  return states.join(', ') || texts('states.open')
}

/** One account, a line a fact. */
export function accountLines(account: AccountOverview, now: Date): string {
  const facts: [string, string | number][] = [
    [texts('fields.userId'), account.userId],
    [texts('fields.contract'), `${account.contractNumber} ${account.contractName}`],
    [texts('fields.state'), stateOf(account, now)],
    [texts('fields.strikes'), account.strikes],
    [texts('fields.role'), roleText(account)],
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
export function accountTable(accounts: AccountOverview[], now: Date): string {
  const heading = [
    texts('fields.userId'),
    texts('fields.contract'),
    texts('fields.role'),
    texts('fields.mfa'),
    texts('fields.lastSignIn'),
    texts('fields.state'),
  ]
  const rows = accounts.map((account) => [
    account.userId,
    account.contractNumber,
    roleText(account),
    onOff(account.multiFactor),
    time(account.lastSignInAt),
    stateOf(account, now),
  ])
  return align([heading, ...rows])
}

/**
 * The sentences of what was done, then a generated password: alone on the last line, where a person finds it and a script
 * can take it from. @param until when it signs nobody in any more.
 */
export const withPassword = (sentences: string[], password: string, until: Date): string =>
  [...sentences, texts('done.passwordUntil', { until: time(until) }), texts('done.password'), password].join(
    '\n',
  )

/** What an unlocking has done, a line each; that nothing was locked, too. */
export function unlockedLines(userId: string, { operatorLock, tenMinuteLock, failures }: Lifted): string {
  return [
    ...(operatorLock ? [texts('done.operatorLockLifted', { userId })] : []),
    ...(tenMinuteLock ? [texts('done.tenMinuteLockLifted', { userId })] : []),
    ...(operatorLock || tenMinuteLock ? [] : [texts('done.notLocked', { userId })]),
    ...(failures > 0 ? [texts('done.failuresForgotten', { failures })] : []),
  ].join('\n')
}
