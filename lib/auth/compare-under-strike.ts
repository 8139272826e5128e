import {
  eventOf,
  recordEvent,
  recordTryDuringLock,
  type EventKind,
  type EventUser,
  type RequestSource,
} from '@/lib/audit/record-event'
import { getPool } from '@/lib/db/pool'
import { takeStrike } from './sign-in-guard'

export type ComparedSecret = { outcome: 'right' } | { outcome: 'wrong' } | { outcome: 'locked'; until: Date }

/**
 * Compares a secret of a known account the only way there is: the strike first, then the secret, then what failed
 * into the audit trail. Where it was right the strike is still taken: it is the caller's to return or to clear.
 * @param failure what the trail is told where the secret was wrong.
 * @param compare runs at most three times in a row without success.
 */
export async function compareUnderStrike(
  user: EventUser,
  failure: { kind: EventKind; reason: string },
  compare: () => Promise<boolean>,
  source: RequestSource,
  now: Date,
): Promise<ComparedSecret> {
  const db = getPool()
  const event = eventOf(user, source, now)
  const strike = await takeStrike(db, { userId: user.userId, isKnown: true }, now)
  if (!strike.taken) {
    await recordTryDuringLock(db, event)
    return { outcome: 'locked', until: strike.lockedUntil }
  }
  if (await compare()) return { outcome: 'right' }

  await recordEvent(db, { ...event, kind: failure.kind, detail: { reason: failure.reason } })
  if (!strike.lockedUntil) return { outcome: 'wrong' }
  await recordEvent(db, { ...event, kind: 'lock', detail: { until: strike.lockedUntil.toISOString() } })
  return { outcome: 'locked', until: strike.lockedUntil }
}
