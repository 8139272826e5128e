import pino from 'pino'
import { env } from '@/lib/env'
import { currentRequest } from '@/lib/http/current-request'

/** Secrets never belong in a log call; these paths are the net below, should one slip in with an object. */
const secretPaths = ['password', 'otp', 'token', 'cookie', 'secret', 'html', 'text'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
])

/** The number of the request that a line is about, the same as in its answer's `X-Request-Id`. */
const requestNumber = () => {
  const requestId = currentRequest()?.requestId
  return requestId === undefined ? {} : { requestId }
}

/** The process's log: JSON lines on standard error, so that a command's own output stays clean. */
export const log = pino(
  {
    level: env.mode === 'test' ? 'silent' : env.logLevel,
    base: null,
    redact: secretPaths,
    mixin: requestNumber,
  },
  pino.destination({ dest: 2, sync: true }),
)
