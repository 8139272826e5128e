import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { useEmbeddedServer, type EmbeddedServer } from '@/scripts/embedded/server'
import { applyMigrations } from '@/lib/db/migrate'
import { startExportWorker } from '@/lib/exports/worker'
import { checkedRows, digestOf, requestNewExport, whenAllEnded, whenRunning } from '@/tests/support/exports'
import { generateUsage } from '@/tests/support/generated-usage'
import { makeThrowawayData, removeThrowawayData } from '@/tests/support/throwaway-data'
import { usageRows } from '@/tests/support/usage-rows'

let folder: string
let server: EmbeddedServer
let gate: Server
const sockets = new Set<Socket>()

/** One address for a server that comes back on another port. */
async function openGate(): Promise<number> {
  gate = createServer((socket) => {
    const onward = connect(Number(new URL(server.databaseUrl).port), '127.0.0.1')
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one)
      one
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(one)
          other.destroy()
        })
      one.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(gate, 'listening')
  return (gate.address() as AddressInfo).port
}

beforeAll(async () => {
  folder = await makeThrowawayData()
  server = await useEmbeddedServer(folder)
  await applyMigrations(server.databaseUrl)
})

afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  gate.close()
  await server.release()
  await removeThrowawayData(folder)
})

test('a database that restarts in the middle of an export brings it to its end, whole', async () => {
  const address = new URL(server.databaseUrl)
  address.port = String(await openGate())
  const pool = connectDatabase(address.href)
  await generateUsage(pool, 'r1', 60_000)
  const { exportId } = await requestNewExport('r1')
  const worker = startExportWorker()
  await whenRunning(exportId)
  await pause(50)

  await server.release()
  await pause(300)
  server = await useEmbeddedServer(folder)

  await whenAllEnded(60)
  const { rows } = await pool.query('SELECT state, attempts, returned_runs FROM export_request')
  // The run that broke with the database was no try.
  expect(rows).toEqual([{ state: 'ready', attempts: 2, returned_runs: 1 }])
  const made = (await checkedRows(exportId)).flat()
  expect(digestOf(made)).toBe(digestOf(await usageRows(pool, 'destination', 'true', [], 'r1')))
  await worker.stop()
  await getPrisma().$disconnect()
  await pool.end()
}, 120_000)
