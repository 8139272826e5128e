import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { eventually } from '@/tests/support/eventually'
import { openDescriptors } from '@/tests/support/web-server'
import type { Check } from './check'
import type { ServedPortal } from './served-portal'

/** What the portal holds while nobody asks it anything, by process. */
export interface Baseline {
  connections: number
  descriptors: Map<string, number>
}

/** Longer than an unused connection of a pool or of a browser is kept. */
const idleSeconds = 75
/** Descriptors come and go with timers and the log. */
const descriptorsMore = 4

const everyProcess = ({ webs, workers }: ServedPortal) => [...webs.map(({ process }) => process), ...workers]

/** Measures what is held once unused connections are closed. */
export async function measureBaseline(portal: ServedPortal): Promise<Baseline> {
  const descriptors = new Map<string, number>()
  for (const { name, pid } of everyProcess(portal)) descriptors.set(name, await openDescriptors(pid))
  return { connections: (await connectionsOf(portal)).length, descriptors }
}

async function connectionsOf({ pool }: ServedPortal) {
  const { rows } = await pool.query<{ pid: number; state: string; application: string }>(
    `SELECT pid, state, application_name AS application FROM pg_stat_activity
     WHERE application_name LIKE 'bizfax%' AND datname = current_database()`,
  )
  return rows
}

/** Looks until nothing is wrong, or for so long. @returns what is still wrong. */
async function whenNothing(look: () => Promise<string[]>, seconds: number): Promise<string[]> {
  let problems: string[] = []
  await eventually(
    async () => {
      problems = await look()
      if (problems.length > 0) throw new Error(problems[0])
    },
    { seconds, everyMilliseconds: 500 },
  ).catch(() => undefined)
  return problems
}

const connections: Check = {
  name: 'no connection left open or in a transaction',
  async run({ world: { portal } }, baseline) {
    let count = 0
    const problems = await whenNothing(async () => {
      const open = await connectionsOf(portal)
      count = open.length
      const odd = open.filter(({ state }) => state !== 'idle' && state !== 'active')
      // Workers and watches ask again and again: they may have one more just now.
      const more =
        count > baseline.connections + portal.workers.length ? [`${count} connections are open`] : []
      return [...odd.map(({ pid, state }) => `connection ${pid} is ${state}`), ...more]
    }, idleSeconds)
    return { problems, looked: `${count} connections, ${baseline.connections} before` }
  },
}

const descriptors: Check = {
  name: 'no descriptor left open',
  async run({ world: { portal } }, baseline) {
    const told: string[] = []
    const problems = await whenNothing(async () => {
      told.length = 0
      const counts = everyProcess(portal).map(async ({ name, pid }) => {
        const [now, before] = [await openDescriptors(pid), baseline.descriptors.get(name)!]
        told.push(`${name} ${before} → ${now}`)
        return now > before + descriptorsMore ? [`${name} has ${now} descriptors, before ${before}`] : []
      })
      return (await Promise.all(counts)).flat()
    }, idleSeconds)
    return { problems, looked: told.sort().join(', ') }
  },
}

const locks: Check = {
  name: 'no advisory lock left',
  async run({ world: { portal } }) {
    const look = async () => {
      const { rows } = await portal.pool.query<{ pid: number; query: string }>(
        `SELECT pid, query FROM pg_locks JOIN pg_stat_activity USING (pid)
         WHERE locktype = 'advisory' AND pg_stat_activity.datname = current_database()`,
      )
      return rows.map(({ pid, query }) => `connection ${pid} holds one: ${query.slice(0, 80)}`)
    }
    return { problems: await whenNothing(look, 15), looked: 'pg_locks' }
  },
}

const files: Check = {
  name: 'no temporary file left',
  async run({ world: { portal } }) {
    const { rows } = await portal.pool.query<{ folder: string }>(
      "SELECT current_setting('data_directory') AS folder",
    )
    const places = [portal.temporary, path.join(rows[0]!.folder, 'base', 'pgsql_tmp')]
    const look = async () => {
      const names = await Promise.all(places.map((place) => readdir(place).catch(() => [])))
      return names.flat().filter((name) => !name.startsWith('tsx-') && name !== 'node-compile-cache')
    }
    return { problems: await whenNothing(look, 15), looked: `${places.length} folders` }
  },
}

/** What was taken is given back. */
export const leftOpenChecks: Check[] = [connections, descriptors, locks, files]
