import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startCli } from '@/tests/support/cli'
import { clearedSettings } from '@/tests/support/cleared-settings'
import { eventually } from '@/tests/support/eventually'
import { importArgs } from '@/tests/support/usage-files'
import type { World } from '../support/world'
import type { KnownDay } from '../support/known-usage'

/** Operators who load the moving day again and again, its two versions in turn. */
export interface Importing {
  once(): Promise<void>
  /** Kills the next load while it works in the database. */
  killNext(): Promise<void>
  /** How often each ended how. */
  ended: { loaded: number; refused: number; killed: number }
}

const writtenFiles = new Map<string, { calls: string; destinations: string; sha256: string }>()

/** Writes the files of a day, once. */
async function filesOf({ date, files }: KnownDay, folder: string) {
  const { calls, destinations } = files
  const sha256 = createHash('sha256').update(calls).digest('hex')
  if (!writtenFiles.has(sha256)) {
    const name = path.join(folder, `${date}-${sha256.slice(0, 8)}`)
    const written = { calls: `${name}-calls.csv`, destinations: `${name}-destinations.csv`, sha256 }
    await writeFile(written.calls, calls)
    await writeFile(written.destinations, destinations)
    writtenFiles.set(sha256, written)
  }
  return writtenFiles.get(sha256)!
}

/** Loads a day as an operator does. @throws Error where it is refused. */
export async function importCalmly(
  world: Pick<World, 'portal'>,
  day: KnownDay,
  folder: string,
): Promise<void> {
  const { ended } = runImport(world, await filesOf(day, folder), day.date)
  const { code, stderr } = await ended
  if (code !== 0) throw new Error(`A day was not imported: ${stderr}`)
}

const runImport = (
  { portal }: Pick<World, 'portal'>,
  files: { calls: string; destinations: string },
  date: string,
) =>
  startCli(portal.databaseUrl, importArgs({ ...files, date }, '--quiet'), {
    variables: { ...clearedSettings, DATABASE_URL: portal.databaseUrl, TMPDIR: portal.temporary },
  })

/** Says which files stand for the moving day. */
async function standing({ portal, usage }: World): Promise<string | undefined> {
  const { rows } = await portal.pool.query<{ sha256: string }>(
    'SELECT calls_sha256 AS sha256 FROM usage_import WHERE usage_date = $1 ORDER BY import_id DESC LIMIT 1',
    [usage.moving[0].date],
  )
  return rows[0]?.sha256
}

/** @param folder where the files are. */
export function importing(world: World, folder: string): Importing {
  const { portal, usage, ledger } = world
  const ended = { loaded: 0, refused: 0, killed: 0 }
  let turn = 0
  let mustKill: (() => void) | undefined

  async function killAtWork(kill: () => void, isOver: () => boolean): Promise<void> {
    await eventually(
      async () => {
        if (isOver()) return
        const { rowCount } = await portal.pool.query(
          `SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
           WHERE application_name = 'bizfax-load' AND locktype = 'advisory' AND granted`,
        )
        if (!rowCount) throw new Error('no load is at work')
      },
      { seconds: 60, everyMilliseconds: 5 },
    )
    kill()
  }

  return {
    ended,
    async once() {
      const day = usage.moving[turn++ % 2]!
      const files = await filesOf(day, folder)
      const before = await eventually(() => standing(world), { seconds: 90, everyMilliseconds: 100 })
      const { child, ended: outcome } = runImport(world, files, day.date)
      const tellKilled = mustKill
      let isOver = false
      void outcome.then(() => (isOver = true))
      if (tellKilled)
        await killAtWork(
          () => child.kill('SIGKILL'),
          () => isOver,
        ).catch(() => child.kill('SIGKILL'))
      const { code, stderr } = await outcome
      if (tellKilled) {
        mustKill = undefined
        tellKilled()
      }
      const now = await eventually(() => standing(world), { seconds: 90, everyMilliseconds: 100 })
      const isAnswered = code !== null
      if (code === null) ended.killed += 1
      else if (code === 0) ended.loaded += 1
      else ended.refused += 1
      if (code === 0 && now !== files.sha256)
        ledger.wrongs.push('import: a load that succeeded does not stand')
      if (isAnswered && code !== 0 && /\n\s+at |Error:/.test(stderr))
        ledger.wrongs.push(`import: a load failed without plain words: ${stderr.slice(0, 300)}`)
      if (/Nothing was changed/.test(stderr) && now !== before)
        ledger.wrongs.push('import: a load said that nothing was changed, and something was')
    },
    killNext: () => new Promise((resolve) => (mustKill = resolve)),
  }
}
