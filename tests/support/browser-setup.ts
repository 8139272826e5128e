import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { type Child, startNode } from '@/scripts/child'
import { clearedSettings } from './cleared-settings'
import type { PortalUnderTest } from './portal-under-test'

/** What the portal under test logs, in its data directory. */
export const portalLog = 'portal.log'

/** Starts the portal for the browser tests; what they need to know of it is in the environment of their workers. */
export default async function setUp() {
  const portal = startNode(['--import', 'tsx', path.join(__dirname, 'serve-portal.ts')], {
    cwd: path.resolve(__dirname, '../..'),
    variables: { ...clearedSettings, NODE_ENV: 'test' },
    output: 'pipe',
    // A cluster ends one part after the other.
    patienceSeconds: 60,
  })
  const { stdout, stderr } = portal.process
  stdout?.pipe(process.stdout)
  stderr?.pipe(process.stderr)
  const { url, databaseUrl, dataDirectory, cluster } = await whenServing(portal)
  stderr?.pipe(createWriteStream(path.join(dataDirectory, portalLog)))
  process.env.PORTAL_TEST_URL = url
  process.env.PORTAL_TEST_DATABASE = databaseUrl
  process.env.PORTAL_TEST_DATA = dataDirectory
  process.env.PORTAL_TEST_REPLICA = cluster?.replicaUrl ?? ''
  process.env.PORTAL_TEST_METRICS = cluster?.metricsPorts.join(' ') ?? ''
  return () => portal.stop()
}

function whenServing(portal: Child) {
  return new Promise<PortalUnderTest>((resolve, reject) => {
    portal.process.once('message', (message) => resolve(message as PortalUnderTest))
    void portal.ended.then((how) => reject(new Error(`The portal under test did not start (${how}).`)))
  })
}
