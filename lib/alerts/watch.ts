import { untilStopped, repeat, type Stoppable } from '@/lib/repeat'
import { compareMonths } from './compare-months'
import { mailAlerts } from './mail-alerts'

/** A month is compared and its alert is mailed within this time after an import. */
const watchMilliseconds = 5_000

/** Compares months with amounts and mails alerts, until it is stopped. Any number may run. */
export const startAlertWatch = (): Stoppable =>
  untilStopped((signal) => repeat(signal, watchMilliseconds, watch))

/** Mails alerts also where months could not be compared. */
async function watch(): Promise<void> {
  try {
    await compareMonths(new Date())
  } finally {
    await mailAlerts(new Date())
  }
}
