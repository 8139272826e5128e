import './read-env-file'
import { env } from '@/lib/env'
import { PlainError } from '@/lib/plain-error'
import { demoAccounts, demoPassword } from '@/prisma/factories/demo-customers'
import { buildPortal } from './build-portal'
import { readLocalSecret } from './local-secret'
import { choosePort } from './port'
import { prepareDemo } from './prepare-demo'
import { step } from './progress'
import { type Command, runCommand } from './run-command'
import { PortTakenError, runServer } from './run-server'

/** `npm run demo`: the whole product with data to try, until Ctrl-C. */
async function serve(command: Command) {
  let port = await choosePort(env.port)
  const { databaseUrl, lost } = await prepareDemo(command)
  const build = await step('Build', buildPortal)
  const authSecret = env.authSecret ?? (await readLocalSecret(env.dataDirectory))

  const start = () =>
    runServer({
      build,
      port,
      databaseUrl,
      dataDirectory: env.dataDirectory,
      authSecret,
      authUrl: env.authUrl ?? `http://localhost:${port}`,
      variables: { PORTAL_DEMO: 'on' },
    })
  const server = await step('Server', async () => {
    for (;;) {
      try {
        return await start()
      } catch (error) {
        if (!(error instanceof PortTakenError)) throw error
        port = await choosePort(env.port)
      }
    }
  })

  const accounts = demoAccounts.map(({ userId }) => userId).join(', ')
  console.log(`
  http://localhost:${port}

  User IDs: ${accounts}   Password: ${demoPassword}
  Ctrl-C ends the demo; its data stays in ${env.databaseUrl ? 'the database of DATABASE_URL' : env.dataDirectory}.
`)
  throw await Promise.race([
    server.ended.then((how) => new PlainError(`The server ended by itself (${how}).`)),
    lost.then(() => new PlainError('The database ended by itself.')),
  ])
}

runCommand(serve, { isService: true })
