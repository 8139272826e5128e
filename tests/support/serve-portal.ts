import { type RunningProcess, runProcess } from '@/scripts/run-process'
import { PlainError } from '@/lib/plain-error'
import { serveClusterUnderTest } from './cluster-under-test'
import { type PortalUnderTest, servePortalUnderTest } from './portal-under-test'

/** The whole product on data of its own, as a process beside the tests: it ends and cleans up when they do. */
async function serve(running: RunningProcess) {
  const { url, databaseUrl, dataDirectory, cluster, lost } = await (process.env.PORTAL_TEST_CLUSTER
    ? serveClusterUnderTest(running)
    : serveOne(running))
  process.send?.({ url, databaseUrl, dataDirectory, cluster } satisfies PortalUnderTest)
  throw new PlainError(`The portal under test ended by itself: ${await lost}.`)
}

async function serveOne(running: RunningProcess): Promise<PortalUnderTest & { lost: Promise<string> }> {
  const { server, ...portal } = await servePortalUnderTest(running)
  return { ...portal, lost: server.ended }
}

runProcess(serve)
