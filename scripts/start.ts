import './read-env-file'
import { env } from '@/lib/env'
import { servedSecondsMax } from '@/lib/http/stop-servers'
import { PlainError } from '@/lib/plain-error'
import { buildPortal } from './build-portal'
import { openDatabase } from './open-database'
import { choosePort, usualPort } from './port'
import { requireSettings } from './production-settings'
import { requireMigrated } from './require-migrated'
import { requireUtc } from './require-utc'
import { type RunningProcess, runProcess } from './run-process'
import { runServer } from './run-server'

/** `npm start`: the portal in production, on a database that is already migrated. */
async function serve(running: RunningProcess) {
  const { authSecret, authUrl } = requireSettings(env)
  const port = await choosePort(env.port ?? usualPort)
  const { databaseUrl, close } = await openDatabase()
  running.atEnd(close)
  await requireMigrated(databaseUrl)
  if (env.isPooled) await requireUtc(databaseUrl)
  const build = await buildPortal()
  const server = await runServer({
    build,
    port,
    databaseUrl,
    dataDirectory: env.dataDirectory,
    authSecret,
    authUrl,
    patienceSeconds: env.stopNoticeSeconds + servedSecondsMax + 5,
  })
  console.log(`The portal answers at ${authUrl} (port ${port}).`)
  throw new PlainError(`The server ended by itself (${await server.ended}).`)
}

runProcess(serve, { isService: true })
