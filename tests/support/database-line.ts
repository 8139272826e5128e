import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { readStatements } from './sent-statements'

/** The way to a database, which a test can take away. */
export interface DatabaseLine {
  /** The database's address by way of this. */
  databaseUrl: string
  /** The texts of all statements that were sent by way of it. */
  statements(): Set<string>
  /** Whether nothing is let through. */
  isHeld(): boolean
  /** Cuts or holds the line as soon as a statement is sent, which does not arrive then where it is cut. */
  at(statement: RegExp, act: 'cut' | 'hold'): void
  /** Breaks every connection, and refuses new ones until `restore`. */
  cut(): void
  /** Lets nothing through any more, in neither direction, and breaks nothing. */
  hold(): void
  restore(): void
  close(): Promise<void>
}

/** Opens a way to the database of an address. */
export async function openDatabaseLine(address: string): Promise<DatabaseLine> {
  const target = new URL(address)
  const pairs = new Set<[Socket, Socket]>()
  const statements = new Set<string>()
  let awaited: { statement: RegExp; act: 'cut' | 'hold' } | undefined
  let state: 'open' | 'cut' | 'held' = 'open'
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy()
    const far = connect(Number(target.port), target.hostname)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    near.on(
      'data',
      readStatements((text) => {
        statements.add(text)
        if (!awaited?.statement.test(text)) return
        const { act } = awaited
        awaited = undefined
        line[act]()
      }),
    )
    for (const socket of pair) {
      const other = socket === near ? far : near
      socket.on('data', (piece) => other.write(piece))
      socket.on('error', () => undefined)
      socket.on('close', () => {
        other.destroy()
        pairs.delete(pair)
      })
      if (state === 'held') socket.pause()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(address)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const all = () => [...pairs].flat()
  const line: DatabaseLine = {
    databaseUrl: url.href,
    statements: () => statements,
    isHeld: () => state === 'held',
    at: (statement, act) => {
      awaited = { statement, act }
    },
    cut: () => {
      state = 'cut'
      for (const socket of all()) socket.destroy()
    },
    hold: () => {
      state = 'held'
      for (const socket of all()) socket.pause()
    },
    restore: () => {
      state = 'open'
      for (const socket of all()) socket.resume()
    },
    close: async () => {
      for (const socket of all()) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return line
}
