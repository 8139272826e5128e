import { Agent, request } from 'node:http'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { paths } from '@/lib/paths'
import { PlainError } from '@/lib/plain-error'
import { findFreePort } from '@/scripts/embedded/free-port'
import { readLocalSecret } from '@/scripts/local-secret'
import { PortTakenError, runServer, type RunningServer } from '@/scripts/run-server'
import { openSession } from '@/tests/support/open-session'
import type { BenchData } from './bench-data'

/** A server, and how somebody is signed in there. */
export interface Site {
  url: string
  /** What a request signs in with. */
  headers: Record<string, string>
}

/** The built portal, serving the data of a size to one signed-in user. */
export interface BenchPortal extends Site {
  /** Of the server. */
  pid: number
  /** Who is signed in. */
  accountId: bigint
}

export const benchUserId = 'bench'

/** Starts the portal on some data and signs in. It ends with this process. */
export async function serveBenchPortal(
  build: string,
  dataDirectory: string,
  data: BenchData,
): Promise<BenchPortal> {
  const authSecret = await readLocalSecret(dataDirectory)
  const start = async (): Promise<[string, RunningServer]> => {
    const port = await findFreePort()
    const url = `http://localhost:${port}`
    const settings = { build, port, dataDirectory, authSecret, authUrl: url, databaseUrl: data.databaseUrl }
    try {
      return [url, await runServer({ ...settings, variables: { PORTAL_DEMO: 'on' } })]
    } catch (error) {
      if (error instanceof PortTakenError) return start()
      throw error
    }
  }
  const [url, { pid }] = await start()
  const portal = { url, pid, ...(await signIn(data, authSecret)) }
  const agent = new Agent()
  const { status } = await get(portal, paths.otherAccount(), agent)
  if (status !== 200) throw new PlainError(`The portal does not take the session of the bench (${status}).`)
  return portal
}

/** Opens a session of the bench's own account, which is made here where it is missing. */
async function signIn(
  { databaseUrl, contractNumber }: BenchData,
  secret: string,
): Promise<Pick<BenchPortal, 'headers' | 'accountId'>> {
  const pool = connectDatabase(databaseUrl)
  const db = getPrisma()
  await db.contract.createMany({ data: { number: contractNumber, name: 'Bench' }, skipDuplicates: true })
  // No password gives this hash: the account is entered by the row below alone.
  const account = await db.account.upsert({
    where: { userId: benchUserId },
    create: { userId: benchUserId, contractNumber, passwordHash: 'none' },
    update: { sessionVersion: 1 },
  })
  const { name, value } = await openSession({ accountId: account.id, sessionVersion: 1 }, secret)
  await pool.end()
  return { headers: { cookie: `${name}=${value}` }, accountId: account.id }
}

export interface Answer {
  status: number
  bytes: number
  /** From asking to the last byte. */
  milliseconds: number
}

/** Asks for an address and reads all of the answer. */
export function get({ url, headers }: Site, address: string, agent: Agent): Promise<Answer> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(url + address, { agent, headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode!, bytes, milliseconds: performance.now() - start }),
      )
    })
    sent.on('error', reject).end()
  })
}

/** A client that keeps one connection and takes nothing but success. @returns milliseconds. */
export function keepAliveClient(site: Site): (address: string) => Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return async (address) => {
    const { status, milliseconds } = await get(site, address, agent)
    if (status !== 200) throw new PlainError(`${address} was answered with ${status}.`)
    return milliseconds
  }
}
