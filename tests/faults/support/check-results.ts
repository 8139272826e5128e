import { clearedSettings } from '@/tests/support/cleared-settings'
import { startCli } from '@/tests/support/cli'
import { eventually } from '@/tests/support/eventually'
import { keyedHash } from '@/lib/auth/keyed-hash'
import type { Check } from './check'
import type { Load } from './load'

const listed = (problems: string[]) => problems.slice(0, 10)

/** Every answer of the load was right or a refusal in words, or broke off where it may. */
const answers: Check = {
  name: 'answers are right, or refusals in words',
  run: async ({ world: { ledger } }) => ({
    problems: listed(ledger.wrongs),
    looked: `${ledger.total()} answers`,
  }),
}

/** The one reason for which a set may fail here: it was tried ten times while the disk was full. */
const allowedFailure = 'storageFull'

/** Each accepted set has ended, once, and its files were exact. */
const exportsKept: Check = {
  name: 'no export lost or doubled',
  async run({ done, world: { portal } }) {
    const ids = done.exports.map(({ id }) => id)
    await eventually(
      async () => {
        const { rowCount } = await portal.pool.query(
          "SELECT FROM export_request WHERE state IN ('waiting', 'running') LIMIT 1",
        )
        if (rowCount) throw new Error('sets are not made')
      },
      { seconds: 60, everyMilliseconds: 100 },
    ).catch(() => undefined)
    const { rows } = await portal.pool.query<{ id: string; state: string; failure: string | null }>(
      'SELECT export_id AS id, state, failure FROM export_request',
    )
    const stored = new Map(rows.map((row) => [row.id, row]))
    const accountsOf = [...new Set(done.exports.map(({ account }) => account.accountId))]
    const problems = done.exports.flatMap(({ id, ended, account }) => {
      if (ended === 'exact') return []
      const row = stored.get(id)
      const isLast = done.exports.findLast((other) => other.account === account)!.id === id
      if (isLast && row?.state === 'ready') return []
      const failure = typeof ended === 'object' ? ended.failure : row?.failure
      if (failure === allowedFailure) return []
      return [failure ? `set ${id} failed: ${failure}` : `set ${id} is ${row?.state ?? 'gone'}`]
    })
    if (new Set(ids).size !== ids.length) problems.push('a set was accepted twice')
    const counts = await portal.pool.query<{ kind: string; times: number }>(
      `SELECT kind, count(*)::int AS times FROM security_event
       WHERE account_id = ANY ($1) AND kind IN ('exportRequested', 'exportReady', 'exportFailed') GROUP BY kind`,
      [accountsOf],
    )
    const times = (kind: string) => counts.rows.find((row) => row.kind === kind)?.times ?? 0
    const ends = times('exportReady') + times('exportFailed')
    if (times('exportRequested') !== ends)
      problems.push(`${times('exportRequested')} sets were asked for, ${ends} ended`)
    // One that was taken although its request got no answer is found by the next request; the last one may not be.
    const unseen = times('exportRequested') - ids.length
    if (unseen < 0 || unseen > accountsOf.length)
      problems.push(`${ids.length} sets were accepted, ${unseen} more there`)
    const exact = done.exports.filter(({ ended }) => ended === 'exact').length
    const failed = done.exports.filter(({ ended }) => typeof ended === 'object').length
    return {
      problems: listed(problems),
      looked: `${ids.length} sets, ${exact} taken and exact, ${failed} failed with a reason`,
    }
  },
}

/** Each wrong password or code that was answered is counted. */
const strikesKept: Check = {
  name: 'no strike lost',
  async run({ done, world: { portal } }) {
    const problems: string[] = []
    let answered = 0
    for (const guesses of done.guesses) {
      const { userId, accountId } = guesses.account
      const { rows } = await portal.pool.query<{ strikes: number; isLocked: boolean }>(
        `SELECT strikes, locked_until IS NOT NULL AS "isLocked" FROM sign_in_guard WHERE user_id_hash = $1`,
        [keyedHash('user-id', userId)],
      )
      const { strikes = 0, isLocked = false } = rows[0] ?? {}
      answered += guesses.answered
      const most = Math.min(3, guesses.answered + guesses.unknown)
      if (strikes < guesses.answered || strikes > most)
        problems.push(
          `${userId}: ${strikes} strikes, ${guesses.answered} answered, ${guesses.unknown} unknown`,
        )
      const { rows: locks } = await portal.pool.query<{ times: number }>(
        `SELECT count(*)::int AS times FROM security_event WHERE account_id = $1 AND kind = 'lock'`,
        [accountId],
      )
      if (guesses.wasToldLock && (!isLocked || locks[0]!.times !== 1))
        problems.push(`${userId}: told that it is locked; ${locks[0]!.times} notes of it`)
    }
    return {
      problems: listed(problems),
      looked: `${answered} wrong answers at ${done.guesses.length} accounts`,
    }
  },
}

/** Each answer that promises an event has it, once. */
const trailKept: Check = {
  name: 'the audit trail has every answer, once',
  async run({ world: { trail, portal } }) {
    const processes = [...portal.webs.map(({ process }) => process), ...portal.workers]
    let differences: string[] = []
    await eventually(
      async () => {
        differences = await trail.differences(portal.pool, processes)
        if (differences.length > 0) throw new Error('events are missing')
      },
      { seconds: 30, everyMilliseconds: 500 },
    ).catch(() => undefined)
    return { problems: listed(differences), looked: `${trail.size} events` }
  },
}

/** Names that a form added are there; none is there that no form sent. */
const namesKept: Check = {
  name: 'what forms saved is there, once',
  async run({ done, world: { portal } }) {
    const problems: string[] = []
    let count = 0
    for (const { account, added, unknown } of done.names) {
      const { rows } = await portal.pool.query<{ number: string }>(
        'SELECT number FROM number_name WHERE contract_number = $1',
        [account.contractNumber],
      )
      const stored = new Set(rows.map(({ number }) => number))
      count += added.size
      for (const number of added)
        if (!stored.has(number)) problems.push(`${number} was added and is not there`)
      for (const number of stored)
        if (!added.has(number) && !unknown.has(number)) problems.push(`${number} is there and was not sent`)
    }
    return { problems: listed(problems), looked: `${count} names` }
  },
}

/** All usage agrees with its totals and its log. */
const importsWhole: Check = {
  name: 'no import half there',
  async run({ world: { portal }, importing: { ended } }) {
    const { code, stdout, stderr } = await startCli(portal.databaseUrl, ['usage', 'verify', '--json'], {
      variables: { ...clearedSettings, DATABASE_URL: portal.databaseUrl },
    }).ended
    const { loaded, refused, killed } = ended
    return {
      problems: code === 0 ? [] : [`usage verify ended with ${code}: ${stdout}${stderr}`.slice(0, 500)],
      looked: `${loaded} loads, ${refused} refused, ${killed} killed`,
    }
  },
}

/** No process ended that nobody ended. */
const processesAlive: Check = {
  name: 'no process ended by itself',
  run: async ({ world: { portal } }: Load) => ({
    problems: [...portal.webs.map(({ process }) => process), ...portal.workers].flatMap(({ name, diedOf }) =>
      diedOf ? [`${name}: ${diedOf}`] : [],
    ),
    looked: `${portal.webs.length + portal.workers.length} processes`,
  }),
}

/** What was done is as it was answered. */
export const resultChecks: Check[] = [
  answers,
  exportsKept,
  strikesKept,
  trailKept,
  namesKept,
  importsWhole,
  processesAlive,
]
