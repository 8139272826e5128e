import type { Instrumentation } from 'next'
import { prepareRequests } from '@/lib/auth/peer-address'
import { demandServerSettings } from '@/lib/env'
import { log } from '@/lib/log'

export function register(): void {
  demandServerSettings()
  prepareRequests()
}

/** Logs what people see as an error number only. Addresses stay out of it: they hold searches. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  log.error({ err: error, digest, method: request.method, route: context.routePath }, 'request failed')
}
