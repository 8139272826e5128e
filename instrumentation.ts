import type { Instrumentation } from 'next'
import { prepareRequests } from '@/lib/auth/peer-address'
import { demandServerSettings, env } from '@/lib/env'
import { startExportWorker } from '@/lib/exports/worker'
import { log } from '@/lib/log'

export function register(): void {
  demandServerSettings()
  prepareRequests()
  if (env.worksOnExports && !env.isBuild) workOnExports()
}

/** The server ends by itself at these signals, and meanwhile a set that is being made is given to another worker. */
function workOnExports() {
  const { stop } = startExportWorker()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
}

/** Logs what people see as an error number only. Addresses stay out of it: they hold searches. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  log.error({ err: error, digest, method: request.method, route: context.routePath }, 'request failed')
}
