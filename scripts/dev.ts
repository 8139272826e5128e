import './read-env-file'
import { env } from '@/lib/env'
import { PlainError } from '@/lib/plain-error'
import { checkout } from './checkout'
import { startNode } from './child'
import { readLocalSecret } from './local-secret'
import { choosePort, tellOtherPort } from './port'
import { prepareDemo } from './prepare-demo'
import { type RunningProcess, runProcess } from './run-process'

/** `npm run dev`: the same as the demo, from the sources as they are edited. */
async function serve(running: RunningProcess) {
  const port = await choosePort(env.port)
  tellOtherPort(env.port, port)
  const { databaseUrl, lost } = await prepareDemo(running)
  const server = startNode([require.resolve('next/dist/bin/next'), 'dev', '--port', String(port)], {
    cwd: checkout,
    variables: {
      NODE_ENV: 'development',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: databaseUrl,
      PORTAL_DATA_DIRECTORY: env.dataDirectory,
      PORTAL_DEMO: 'on',
      AUTH_SECRET: env.authSecret ?? (await readLocalSecret(env.dataDirectory)),
      AUTH_URL: env.authUrl ?? `http://localhost:${port}`,
    },
    output: 'inherit',
  })
  throw await Promise.race([
    server.ended.then((how) => new PlainError(`The server ended by itself (${how}).`)),
    lost.then(() => new PlainError('The database ended by itself.')),
  ])
}

runProcess(serve, { isService: true })
