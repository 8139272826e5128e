import { Agent } from 'node:http'
import { get, type Site } from './bench-portal'

/** What the bench asks of this process. */
export interface Load {
  site: Site
  address: string
  connections: number
  requests: number
}
/** What it answers. */
export type LoadResult = { seconds: number } | { failure: string }

/** A process of its own, so that asking takes nothing from the time of the one that measures. */
async function load({ site, address, connections, requests }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let left = requests
  let failure: string | undefined
  const ask = async () => {
    while (left-- > 0 && !failure) {
      const { status } = await get(site, address, agent)
      if (status !== 200) failure = `${address} was answered with ${status}.`
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: connections }, ask)).catch(
    (error: Error) => (failure = error.message),
  )
  agent.destroy()
  return failure ? { failure } : { seconds: (performance.now() - start) / 1_000 }
}

process.on('message', (asked: Load) => void load(asked).then((result) => process.send!(result)))
// What ends it with its parent lets go of the channel, which is all that it waits for.
process.channel!.ref()
