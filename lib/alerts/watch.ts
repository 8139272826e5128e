import { untilStopped, repeat, type Stoppable } from '@/lib/repeat'
import { compareMonths } from './compare-months'
import { mailAlerts } from './mail-alerts'

/** After an import a month is compared, and told of, within this time. */
const watchMilliseconds = 5_000

/** Watches what months come to, and mails who is to be told, until it is stopped. Any number may run. */
export const startAlertWatch = (): Stoppable =>
  untilStopped((signal) => repeat(signal, watchMilliseconds, watch))

/** What is to be mailed is mailed, whether or not months could be compared. */
async function watch(): Promise<void> {
  try {
    await compareMonths(new Date())
  } finally {
    await mailAlerts(new Date())
  }
}
