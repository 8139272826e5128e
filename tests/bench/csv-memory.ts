import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { fileFormats } from '@/lib/files/file-format'
import { filePaths } from '@/lib/file-paths'
import { PlainError } from '@/lib/plain-error'
import { usageSearchParameters } from '@/lib/usage/search'
import { get, type BenchPortal, type Site } from './support/bench-portal'
import type { Figure, Measure } from './support/measure'
import { highestWhile, residentMebibytes } from './support/server-process'
import { median } from './support/statistics'

const warmUps = 40
const settleMilliseconds = 2_000
const bytesBeforeStall = 64 * 1_024
const stallMilliseconds = 3_000

/** By format: what spec sections 5 and 10 allow, in MiB. */
const allowedMebibytes = { csv: 32, xlsx: 64 }

/** What a CSV and a workbook add to the memory of the server while somebody reads them slowly. */
export const csvMemory: Measure = {
  name: 'memory',
  async run({ data, portal: portalOf, pairs }, size) {
    const { csvPeriod } = await data(size)
    const portal = await portalOf(size)
    const search = usageSearchParameters({ ...csvPeriod, output: 'csv', by: 'destination' })
    const figures: Figure[] = []
    for (const format of fileFormats) {
      const { before, during } = await measureMemory(portal, filePaths.download({ ...search, format }), pairs)
      const added = during.map((most, pair) => most - before[pair]!)
      figures.push({
        what: `memory that a ${format} file adds, read slowly`,
        a: { label: size.label, value: median(during) },
        b: { label: 'before', value: median(before) },
        unit: 'MiB',
        value: median(added),
        valueUnit: 'MiB',
        allowed: { atMost: allowedMebibytes[format] },
      })
    }
    return figures
  },
}

async function measureMemory(portal: BenchPortal, address: string, pairs: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let count = 0; count < warmUps; count++) await get(portal, address, agent)
  agent.destroy()
  const before: number[] = []
  const during: number[] = []
  for (let pair = 0; pair < pairs; pair++) {
    await pause(settleMilliseconds)
    before.push(residentMebibytes(portal.pid))
    during.push(await highestWhile(portal.pid, () => readSlowly(portal, address)))
  }
  return { before, during }
}

/** Takes a little, stalls, and takes the rest. */
function readSlowly({ url, headers }: Site, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url + address, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200)
        return reject(new PlainError(`${address} was answered with ${response.statusCode}.`))
      let bytes = 0
      let hasStalled = false
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (hasStalled || bytes < bytesBeforeStall) return
        hasStalled = true
        response.pause()
        setTimeout(() => response.resume(), stallMilliseconds)
      })
      response.on('error', reject).on('end', resolve)
    })
    sent.on('error', reject).end()
  })
}
