import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port that was free a moment ago: its taker must be ready to find it taken. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
