import type { IncomingMessage, ServerResponse } from 'node:http'
import { Counter, Histogram, Registry } from 'prom-client'
import { env } from '@/lib/env'
import { routeOf } from './routes'

function makeMetrics() {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    requests: new Counter({
      name: 'portal_http_requests_total',
      help: 'Answers, by route and status; status "aborted" where the client left before the end.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'portal_http_request_duration_seconds',
      help: 'From the head of a request to the end of its answer, downloads to their last byte.',
      labelNames: ['route'],
      buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    events: new Counter({
      name: 'portal_events_total',
      help: 'Rows written to the audit trail, by kind: searches, downloads, failed sign-ins, locks, exports.',
      labelNames: ['kind'],
      registers,
    }),
    replicaReads: new Counter({
      name: 'portal_replica_reads_total',
      help: 'Searches and files that may be read on the replica: "read" there, else on the primary, and why.',
      labelNames: ['reader', 'outcome'],
      registers,
    }),
  }
}

// On globalThis: Next.js bundles what runs at start and what renders pages apart from each other.
const shared = globalThis as typeof globalThis & { portalMetrics?: ReturnType<typeof makeMetrics> }
const metrics = (shared.portalMetrics ??= makeMetrics())

/** All metrics of this process. */
export const registry = metrics.registry

/** Counts a request of a browser or a program once its answer has ended or broken off, where metrics are served. */
export function countRequest({ method = '', url }: IncomingMessage, response: ServerResponse): void {
  if (env.metricsPort === undefined) return
  const route = routeOf(url)
  const end = metrics.requestSeconds.startTimer({ route })
  response.once('close', () => {
    end()
    const status = response.writableFinished ? String(response.statusCode) : 'aborted'
    metrics.requests.inc({ method, route, status })
  })
}

/** Counts a row of the audit trail. @param kind see `eventKinds`. @param rows 0: begins at none, so that the first one is a rise. */
export const countEvent = (kind: string, rows = 1): void => metrics.events.inc({ kind }, rows)

/** What reads on the replica. */
export type ReplicaReader = 'search' | 'file'

/**
 * How that came out: `read` there; or on the primary since the replica lacked a load (`behind`), did not answer (`away`), had
 * not answered some seconds before (`resting`), had no connection left (`busy`), cancelled a statement (`cancelled`), or failed.
 */
export const replicaOutcomes = ['read', 'behind', 'away', 'resting', 'busy', 'cancelled', 'failed'] as const
export type ReplicaOutcome = (typeof replicaOutcomes)[number]

/** Counts a search or a file that may be read on the replica. @param reads see `countEvent`. */
export const countReplicaRead = (reader: ReplicaReader, outcome: ReplicaOutcome, reads = 1): void =>
  metrics.replicaReads.inc({ reader, outcome }, reads)
