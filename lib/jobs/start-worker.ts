import { startAlertWatch } from '@/lib/alerts/watch'
import { startExportWorker } from '@/lib/exports/worker'
import type { Stoppable } from '@/lib/repeat'

/** Starts all that is done beside requests. Its parts go on without each other. */
export function startWorker(): Stoppable {
  const parts = [startExportWorker(), startAlertWatch()]
  return {
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()))
    },
  }
}
