import pino from 'pino'
import { env } from '@/lib/env'

/** Secrets never belong in a log call; these paths are the net below, should one slip in with an object. */
const secretPaths = ['password', 'otp', 'token', 'cookie', 'secret', 'html', 'text'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
])

/** The process's log: JSON lines on standard error, so that a command's own output stays clean. */
export const log = pino(
  { level: env.mode === 'test' ? 'silent' : env.logLevel, base: null, redact: secretPaths },
  pino.destination({ dest: 2, sync: true }),
)
