import './read-env-file'
import { env } from '@/lib/env'
import { PlainError } from '@/lib/plain-error'
import { buildPortal } from './build-portal'
import { readLocalSecret } from './local-secret'
import { choosePort, tellOtherPort } from './port'
import { prepareDemo } from './prepare-demo'
import { step } from './progress'
import { type RunningProcess, runProcess } from './run-process'
import { PortTakenError, type RunningServer, runServer } from './run-server'
import { tellDemo } from './tell-demo'

/** `npm run demo`: the whole product with data to try, until Ctrl-C. */
async function serve(running: RunningProcess) {
  // A wrong PORT is reported before the work; a free one is chosen after it, for others start servers meanwhile.
  if (env.port !== undefined) await choosePort(env.port)
  const { databaseUrl, lost } = await prepareDemo(running)
  const build = await step('Build', buildPortal)
  const authSecret = env.authSecret ?? (await readLocalSecret(env.dataDirectory))

  const start = async (): Promise<{ port: number; server: RunningServer }> => {
    const port = await choosePort(env.port)
    const authUrl = env.authUrl ?? `http://localhost:${port}`
    const { dataDirectory } = env
    const variables = { PORTAL_DEMO: 'on' }
    try {
      const settings = { build, port, databaseUrl, dataDirectory, authSecret, authUrl, variables }
      return { port, server: await runServer(settings) }
    } catch (error) {
      if (error instanceof PortTakenError) return start()
      throw error
    }
  }
  const { port, server } = await step('Server', start)
  tellOtherPort(env.port, port)

  const place = env.databaseUrl ? 'the database of DATABASE_URL' : env.dataDirectory
  tellDemo(`http://localhost:${port}`, `Ctrl-C ends the demo; its data stays in ${place}.`)
  throw await Promise.race([
    server.ended.then((how) => new PlainError(`The server ended by itself (${how}).`)),
    lost.then(() => new PlainError('The database ended by itself.')),
  ])
}

runProcess(serve, { isService: true })
