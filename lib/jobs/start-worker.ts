import { startAlertWatch } from '@/lib/alerts/watch'
import { startExportWorker } from '@/lib/exports/worker'

/** Starts all that is done beside requests. Its parts go on without each other. */
export function startWorker(): { stop: () => Promise<void> } {
  const parts = [startExportWorker(), startAlertWatch()]
  return {
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()))
    },
  }
}
