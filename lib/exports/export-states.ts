/** What can be said of a bulk set. `expired`: it was ready, and its files are gone. */
export const exportStates = ['waiting', 'running', 'ready', 'expired', 'failed', 'cancelled'] as const
export type ExportState = (typeof exportStates)[number]
