import { type RunningProcess, runProcess } from '@/scripts/run-process'
import { PlainError } from '@/lib/plain-error'
import { type PortalUnderTest, servePortalUnderTest } from './portal-under-test'

/** The whole product on data of its own, as a process beside the tests: it ends and cleans up when they do. */
async function serve(running: RunningProcess) {
  const { url, databaseUrl, dataDirectory, server } = await servePortalUnderTest(running)
  process.send?.({ url, databaseUrl, dataDirectory } satisfies PortalUnderTest)
  throw new PlainError(`The portal under test ended by itself (${await server.ended}).`)
}

runProcess(serve)
