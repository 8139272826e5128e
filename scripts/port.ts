import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { PlainError } from '@/lib/plain-error'

export const usualPort = 3000
const highestPort = 65_535

/**
 * The port to serve on: the one asked for, else 3000, else the next free one.
 * @throws PlainError when the one asked for is taken.
 */
export async function choosePort(asked: number | undefined): Promise<number> {
  if (asked !== undefined) {
    if (await isFree(asked)) return asked
    throw new PlainError(`PORT: port ${asked} is taken by another program.`)
  }
  for (let port = usualPort; port <= highestPort; port++) {
    if (await isFree(port)) return port
  }
  throw new PlainError('No port from 3000 up is free.')
}

/** From here on the system takes ports for connections, on Linux: there one could be taken while its server restarts. */
const firstPortOfConnections = 32_768
const firstServerPort = 20_000

/** A port for a server of this machine alone that keeps it over restarts, free at this moment. */
export async function findServerPort(): Promise<number> {
  for (;;) {
    const port = randomInt(firstServerPort, firstPortOfConnections)
    if (await isFree(port)) return port
  }
}

/** Says so where no port was asked for and the usual one was taken. */
export function tellOtherPort(asked: number | undefined, port: number): void {
  if (asked !== undefined || port === usualPort) return
  console.log(`Port ${usualPort} is taken by another program: using ${port}.`)
}

/** Every address of the machine, IPv6 included where there is any: `localhost` may mean either. */
export async function findHost(): Promise<string> {
  return (await tryListening(0, '::')) ? '0.0.0.0' : '::'
}

/** Some systems let a program take a port of all addresses beside one that has it of a single address. */
async function isFree(port: number) {
  for (const host of ['::', '0.0.0.0', '127.0.0.1', '::1']) {
    const failure = await tryListening(port, host)
    if (failure === 'EADDRINUSE' || failure === 'EACCES') return false
  }
  return true
}

async function tryListening(port: number, host: string): Promise<string | undefined> {
  const probe = createServer()
  try {
    probe.listen(port, host)
    await once(probe, 'listening')
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  } finally {
    await new Promise((resolve) => probe.close(resolve))
  }
}
