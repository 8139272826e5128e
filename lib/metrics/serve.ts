import { createServer } from 'node:http'
import { collectDefaultMetrics } from 'prom-client'
import { eventKinds } from '@/lib/audit/record-event'
import { hasReplica } from '@/lib/db/pool'
import { log } from '@/lib/log'
import { countEvent, countReplicaRead, registry, replicaOutcomes } from './counters'
import { readGauges } from './database-gauges'

/**
 * Serves the metrics of this process at `/metrics` on a port of their own, which no customer reaches. Where the port is
 * taken the process goes on without them, and the log says so.
 * @param host the address to listen at.
 */
export function serveMetrics(port: number, host: string): void {
  collectDefaultMetrics({ register: registry })
  for (const kind of eventKinds) countEvent(kind, 0)
  if (hasReplica())
    for (const reader of ['search', 'file'] as const)
      for (const outcome of replicaOutcomes) countReplicaRead(reader, outcome, 0)
  const server = createServer(({ url }, response) => {
    if (url !== '/metrics') return void response.writeHead(404).end()
    readGauges()
      .then(() => registry.metrics())
      .then((text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text))
      .catch((error) => {
        log.error({ err: error }, 'metrics failed')
        response.writeHead(500).end()
      })
  })
  server.on('error', (error) => log.error({ err: error, port }, 'metrics are not served'))
  // Metrics alone keep no process alive.
  server.listen(port, host).unref()
}
