import { setTimeout as pause } from 'node:timers/promises'
import { PortalError } from '@/lib/errors'
import { log } from '@/lib/log'
import { countReplicaRead, type ReplicaOutcome, type ReplicaReader } from '@/lib/metrics/counters'
import { getReplicaPool, hasFree, hasReplica } from './pool'
import { getReplicaPrisma, type Database } from './prisma'
import { isDatabaseLost, sqlStateOf } from './sql-state'

/** The replica lacks something that the primary has. */
export class ReplicaBehindError extends Error {}

/** The replica's connections are all taken. */
export class ReplicaBusyError extends Error {}

/** How long the replica may say nothing at all, before the primary is asked. */
const silenceMilliseconds = 2_000

/** How long a replica that did not answer is left alone. */
const restMilliseconds = 5_000

/** A conflict with what the primary did, a deadlock with it, or a statement that took too long. */
const cancelled = /^(40001|40P01|57014)$/

// On globalThis: Next.js bundles each route handler apart from the others.
const shared = globalThis as typeof globalThis & { portalReplicaIsResting?: boolean }

/** Whether there is a replica, and it answered when it was asked last. One that did not is counted as such. */
export function mayAskReplica(reader: ReplicaReader): boolean {
  if (!hasReplica()) return false
  if (!shared.portalReplicaIsResting) return true
  countReplicaRead(reader, 'resting')
  return false
}

/**
 * Tries a work on the replica. Whatever stops it there is counted and logged, and is to be done on the primary.
 * @returns what the work gave; undefined where it could not be done there.
 * @throws PortalError what the work refuses.
 */
export async function tryReplica<T extends object>(
  reader: ReplicaReader,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    const result = await work()
    countReplicaRead(reader, 'read')
    return result
  } catch (error) {
    if (error instanceof PortalError) {
      countReplicaRead(reader, 'read')
      throw error
    }
    const outcome = outcomeOf(error)
    countReplicaRead(reader, outcome)
    if (outcome === 'away') rest()
    if (outcome !== 'behind' && outcome !== 'busy')
      log.warn({ err: error, outcome }, 'read on the primary instead of the replica')
    return undefined
  }
}

function outcomeOf(error: unknown): ReplicaOutcome {
  if (error instanceof ReplicaBehindError) return 'behind'
  if (error instanceof ReplicaBusyError) return 'busy'
  if (cancelled.test(sqlStateOf(error) ?? '')) return 'cancelled'
  return isDatabaseLost(error) || error instanceof SilentReplicaError ? 'away' : 'failed'
}

class SilentReplicaError extends Error {}

/** Leaves the replica alone until it answers a look of this process. */
function rest(): void {
  if (shared.portalReplicaIsResting) return
  shared.portalReplicaIsResting = true
  void lookUntilBack()
}

async function lookUntilBack(): Promise<void> {
  do await pause(restMilliseconds, undefined, { ref: false })
  while (hasReplica() && !(await answers()))
  shared.portalReplicaIsResting = false
  log.info('the replica is asked again')
}

const answers = () =>
  onReplica(() => Promise.resolve()).then(
    () => true,
    () => false,
  )

/**
 * Works in one transaction of the replica at REPEATABLE READ: all that it reads is of one moment.
 * @throws an error where it does not answer soon, see `tryReplica`.
 */
export async function onReplica<T>(work: (db: Database) => Promise<T>): Promise<T> {
  if (!hasFree(getReplicaPool())) throw new ReplicaBusyError()
  let tellHeard: () => void
  const heard = new Promise<void>((resolve) => (tellHeard = resolve))
  const answer = getReplicaPrisma().$transaction(
    (db) => {
      tellHeard()
      return work(db)
    },
    { isolationLevel: 'RepeatableRead', maxWait: silenceMilliseconds },
  )
  await answerSoon(Promise.race([answer, heard]))
  return answer
}

/**
 * Waits for an answer of the replica.
 * @throws an error once it has said nothing for so long: what it says later is left.
 */
export async function answerSoon<T>(answer: Promise<T>, milliseconds = silenceMilliseconds): Promise<T> {
  // It may fail when nobody waits for it any more.
  answer.catch(() => undefined)
  const silence = pause(milliseconds, silent, { ref: false })
  const first = await Promise.race([answer, silence])
  if (first === silent) throw new SilentReplicaError('the replica says nothing')
  return first as T
}

const silent = Symbol('silent')
