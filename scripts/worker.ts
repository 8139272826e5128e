import './read-env-file'
import { connectDatabase } from '@/lib/db/pool'
import { env } from '@/lib/env'
import { startWorker } from '@/lib/jobs/start-worker'
import { serveMetrics } from '@/lib/metrics/serve'
import { PlainError } from '@/lib/plain-error'
import { openDatabase } from './open-database'
import { requireDirect } from './require-direct'
import { requireMigrated } from './require-migrated'
import { runProcess, type RunningProcess } from './run-process'

/** `npm run worker`: makes bulk exports and mails alerts in a process of its own, beside web processes with WORKER=off. */
async function serve(running: RunningProcess) {
  requireDirect()
  const { databaseUrl, lost, close } = await openDatabase()
  running.atEnd(close)
  await requireMigrated(databaseUrl)
  const pool = connectDatabase(databaseUrl)
  running.atEnd(() => pool.end())
  running.atEnd(startWorker().stop)
  if (env.metricsPort) serveMetrics(env.metricsPort, env.metricsHost)
  console.log('The worker waits for bulk exports.')
  await lost
  throw new PlainError('The database ended by itself.')
}

runProcess(serve, { isService: true })
