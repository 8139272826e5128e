import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { PlainError } from '@/lib/plain-error'

/** One session of psql, which copies as often as it is told to. */
export interface PsqlSession {
  /** Runs one `\copy` of a query into nothing. @returns milliseconds. */
  copy(query: string): Promise<number>
  end(): void
}

const mark = 'copied'

/**
 * Starts psql on a database.
 * @returns undefined where there is none on this machine.
 */
export async function openPsql(databaseUrl: string): Promise<PsqlSession | undefined> {
  const psql = spawn('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', databaseUrl], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const isThere = await Promise.race([
    once(psql, 'spawn').then(() => true),
    once(psql, 'error').then(() => false),
  ])
  if (!isThere) return undefined
  // psql collects what it prints to a pipe, but not its warnings.
  const said = createInterface({ input: psql.stderr })[Symbol.asyncIterator]()
  const tell = async (line: string) => {
    psql.stdin.write(`${line}\n\\warn ${mark}\n`)
    const { value } = await said.next()
    if (value !== mark) throw new PlainError(`psql: ${value ?? 'ended'}`)
  }
  // It has connected once it answers.
  await tell('')
  return {
    async copy(query) {
      const start = performance.now()
      await tell(`\\copy (${query.replace(/\s*\n\s*/g, ' ')}) TO '/dev/null' (FORMAT csv)`)
      return performance.now() - start
    },
    end: () => psql.stdin.end(),
  }
}
