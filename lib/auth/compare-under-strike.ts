import {
  eventOf,
  recordEvent,
  type EventKind,
  type EventUser,
  type RequestSource,
} from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { recordLock } from './record-lock'
import { recordTryDuringLock } from './record-try-during-lock'
import { keepStrike, returnStrike, takeStrike } from './sign-in-guard'

/** `gone`: nothing was compared, since there is nothing to compare with any more. */
type Comparison = 'right' | 'wrong' | 'gone'

/** `busy`: other tries are still being compared. It is no failure; the user may try again. */
export type ComparedSecret =
  | { outcome: 'right' }
  | { outcome: 'wrong' }
  | { outcome: 'gone' }
  | { outcome: 'busy' }
  | { outcome: 'locked'; until: Date }

/**
 * Compares a secret of a known account the only way there is: it takes the strike, compares, and notes a failure in the
 * audit trail. Where it was right the strike is still taken: it is the caller's to return or to clear.
 * @param failure what the trail notes where the secret was wrong.
 * @param compare runs at most three times in a row without success. It answers `gone` only where it compared nothing:
 *   that gives the strike back.
 */
export async function compareUnderStrike(
  user: EventUser,
  failure: { kind: EventKind; reason: string },
  compare: () => Promise<Comparison>,
  source: RequestSource,
  now: Date,
): Promise<ComparedSecret> {
  const db = getPrisma()
  const event = eventOf(user, source, now)
  const strike = await takeStrike(db, { userId: user.userId, isKnown: true }, now)
  if (strike.outcome === 'locked') await recordTryDuringLock(user.userId, strike.until, event)
  if (strike.outcome !== 'taken') return strike

  const outcome = await compare()
  if (outcome === 'gone') await returnStrike(db, user.userId)
  if (outcome !== 'wrong') return { outcome }

  const until = await keepStrike(db, user.userId, now)
  await recordEvent(db, { ...event, kind: failure.kind, detail: { reason: failure.reason } })
  if (!until) return { outcome: 'wrong' }
  await recordLock(user.userId, until, event)
  return { outcome: 'locked', until }
}
