import type { Instrumentation } from 'next'
import { logConsole } from '@/lib/console-log'
import { demandServerSettings, env } from '@/lib/env'
import { currentRequest } from '@/lib/http/current-request'
import { prepareServer } from '@/lib/http/prepare-server'
import { log } from '@/lib/log'

export async function register(): Promise<void> {
  demandServerSettings()
  prepareServer()
  if (env.mode === 'production' && !env.isBuild) logConsole()
  // The bundler puts the value in: what only Node.js has stays out of its build for the other runtime.
  // eslint-disable-next-line no-restricted-properties
  if (process.env.NEXT_RUNTIME === 'nodejs' && !env.isBuild) {
    const { startBeside } = await import('@/lib/jobs/start-beside')
    startBeside()
  }
}

/**
 * Logs what people see as an error number only. Addresses stay out of it: they hold searches. A form that cannot be
 * read is the sender's fault and answered so.
 */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  const level = currentRequest()?.isUnreadForm ? 'debug' : 'error'
  log[level]({ err: error, digest, method: request.method, route: context.routePath }, 'request failed')
}
