import { repeat } from '@/lib/repeat'
import { compareMonths } from './compare-months'
import { mailAlerts } from './mail-alerts'

/** After an import a month is compared, and told of, within this time. */
const watchMilliseconds = 5_000

/** Watches what months come to, and mails who is to be told, until it is stopped. Any number may run. */
export function startAlertWatch(): { stop: () => Promise<void> } {
  const ending = new AbortController()
  const { signal } = ending
  const ended = repeat(signal, watchMilliseconds, watch)
  return {
    stop: async () => {
      ending.abort()
      await ended
    },
  }
}

/** What is to be mailed is mailed, whether or not months could be compared. */
async function watch(): Promise<void> {
  try {
    await compareMonths(new Date())
  } finally {
    await mailAlerts(new Date())
  }
}
