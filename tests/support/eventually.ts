import { setTimeout as pause } from 'node:timers/promises'

/**
 * Makes an attempt again and again until it succeeds: for what a test can only expect to hold after a while.
 * @param attempt throws as long as it does not hold, as a failed expectation does.
 * @returns what the attempt gave.
 * @throws what the last attempt threw, once `seconds` have passed.
 */
export async function eventually<Result>(
  attempt: () => Promise<Result> | Result,
  { seconds = 10, everyMilliseconds = 20 } = {},
): Promise<Result> {
  for (const end = performance.now() + seconds * 1_000; ; await pause(everyMilliseconds)) {
    try {
      return await attempt()
    } catch (error) {
      if (performance.now() > end) throw error
    }
  }
}
