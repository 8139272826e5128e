import { env } from '@/lib/env'

const checkMilliseconds = 500

/**
 * Settles when the npm that runs this command is gone; never for a command run without npm. npm passes signals
 * on to the command, but a killed npm would leave it running with nothing to stop it.
 */
export function whenNpmEnds(): Promise<void> {
  if (!env.isRunByNpm) return new Promise(() => {})
  const npm = process.ppid
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (process.ppid === npm) return
      clearInterval(timer)
      resolve()
    }, checkMilliseconds).unref()
  })
}
