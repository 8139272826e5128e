import './read-env-file'
import path from 'node:path'
import { env } from '@/lib/env'
import { keepParts } from './cluster/keep-parts'
import { startCluster } from './cluster/start-cluster'
import { choosePort, tellOtherPort } from './port'
import { fillDemoDatabase } from './prepare-demo'
import { step } from './progress'
import { type RunningProcess, runProcess } from './run-process'
import { tellDemo } from './tell-demo'

/** `npm run cluster`: the demo as it runs in production on several machines, on one, until Ctrl-C. */
async function serve(running: RunningProcess) {
  const publicPort = await choosePort(env.port)
  tellOtherPort(env.port, publicPort)
  const dataDirectory = path.join(env.dataDirectory, 'cluster')
  const { authUrl, authSecret } = env
  const given = { dataDirectory, publicPort, authUrl, authSecret, prepare: fillDemoDatabase, step }
  const cluster = await startCluster(running, given)
  const { url, primary, replica, pooler, proxy, web, workers } = cluster
  const parts = [proxy, ...web, ...workers, pooler, primary, replica]
  for (const { name, port, metricsPort, pid } of parts) {
    const metrics = metricsPort === undefined ? '' : `metrics on ${metricsPort}`
    console.log(
      `  ${name.padEnd(14)}  process ${pid()}`,
      ...[port && `port ${port}`, metrics].filter(Boolean),
    )
  }
  tellDemo(url, `Ctrl-C ends all of it; its data stays in ${dataDirectory}.`)
  await keepParts(parts, running)
}

runProcess(serve, { isService: true })
