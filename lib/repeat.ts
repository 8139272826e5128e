import { setTimeout as pause } from 'node:timers/promises'
import { log } from './log'

/** Work that goes on until it is stopped. */
export interface Stoppable {
  /** Ends it, and waits until it has ended. */
  stop: () => Promise<void>
}

/** Starts work, and tells it by a signal when it is stopped. */
export function untilStopped(work: (signal: AbortSignal) => Promise<unknown>): Stoppable {
  const ending = new AbortController()
  const ended = work(ending.signal)
  return {
    stop: async () => {
      ending.abort()
      await ended
    },
  }
}

/**
 * Does something again and again until the signal. A failure, such as a database that is away, ends one round and is
 * logged; the next one begins as if nothing had been.
 */
export async function repeat(
  signal: AbortSignal,
  milliseconds: number,
  round: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await round().catch((error) => log.warn({ err: error }, 'round of a worker'))
    await pause(milliseconds, undefined, { signal }).catch(() => {})
  }
}
