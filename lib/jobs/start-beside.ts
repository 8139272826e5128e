import { env } from '@/lib/env'
import { stopServers } from '@/lib/http/stop-servers'
import { log } from '@/lib/log'
import { serveMetrics } from '@/lib/metrics/serve'
import { startWorker } from './start-worker'

/**
 * Starts what a web process does beside its answers: bulk exports and mails, unless a worker does them, and metrics where
 * they are asked for. In production it also ends the process in order, when that is asked for (SIGTERM, SIGINT): an
 * export that is being made is given to another worker, and no request is lost.
 */
export function startBeside(): void {
  const worker = env.worksOnExports ? startWorker() : undefined
  if (env.metricsPort) serveMetrics(env.metricsPort, env.metricsHost)
  if (env.mode !== 'production') return
  let isEnding = false
  const end = async () => {
    const given = worker?.stop()
    await stopServers(env.stopNoticeSeconds)
    await given
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    // What started this process passes on a signal that has reached it already: it is one all the same.
    process.on(signal, () => {
      if (isEnding) return
      isEnding = true
      log.info({ signal }, 'ending')
      void end()
    })
}
