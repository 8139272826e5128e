import { repeat } from '@/lib/repeat'
import { compareMonths } from './compare-months'
import { mailAlerts } from './mail-alerts'

/** After an import a month is compared, and told of, within this time and the next. */
const watchMilliseconds = 5_000

/** Watches what months come to, and mails who is to be told, until it is stopped. Any number may run. */
export function startAlertWatch(): { stop: () => Promise<void> } {
  const ending = new AbortController()
  const { signal } = ending
  const ended = Promise.all([
    repeat(signal, watchMilliseconds, () => compareMonths(new Date())),
    repeat(signal, watchMilliseconds, () => mailAlerts(new Date())),
  ])
  return {
    stop: async () => {
      ending.abort()
      await ended
    },
  }
}
