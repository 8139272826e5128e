import { setTimeout as pause } from 'node:timers/promises'
import { cancelExport } from '@/lib/exports/cancel-export'
import { deleteExport } from '@/lib/exports/delete-export'
import { correctionOf, findExport, findReadySet } from '@/lib/exports/find-export'
import { purgeExports } from '@/lib/exports/purge-exports'
import { requestExport } from '@/lib/exports/request-export'
import { makeExport } from '@/lib/exports/make-export'
import { createTestAccount, type TestAccount } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { checkedRows, digestOf, plainRows, requestNewExport, searchOf, source } from '@/tests/support/exports'
import { generatedDay, generateUsage } from '@/tests/support/generated-usage'

const { pool } = useTestDatabase()
const sizes = [1, 9_999, 10_000, 10_001, 99_999, 100_000, 100_001]
const contractOf = (size: number) => `s${size}`
const now = () => new Date()
const run = (exportId: string) => makeExport(exportId, new AbortController().signal)

beforeAll(async () => {
  for (const size of sizes) await generateUsage(pool(), contractOf(size), size)
}, 120_000)

const rowOf = async (exportId: string) =>
  (await pool().query('SELECT * FROM export_request WHERE export_id = $1', [exportId])).rows[0]

async function order(account: TestAccount, replace?: string) {
  return requestExport(
    account,
    { search: searchOf('destination'), encoding: 'utf-8', formulas: 'guarded', replace },
    source,
    now(),
  )
}

describe('what is made', () => {
  it.each([
    [1, [1]],
    [9_999, [9_999]],
    [10_000, [10_000]],
    [10_001, [10_000, 1]],
    [99_999, [...Array<number>(9).fill(10_000), 9_999]],
    [100_000, Array<number>(10).fill(10_000)],
  ])('%i records are files of %j, row by row what plain SQL says', async (size, records) => {
    const contract = contractOf(size)
    const { account, exportId } = await requestNewExport(pool(), contract)
    await run(exportId)
    const files = await checkedRows(pool(), exportId)
    expect(files.map((file) => file.length)).toEqual(records)
    expect(digestOf(files.flat())).toBe(digestOf(await plainRows(pool(), contract, 'destination')))
    const set = await findExport(account, now())
    expect(set).toMatchObject({ state: 'ready', recordsDone: size, recordsTotal: size })
    expect(set!.files.map(({ name }) => name)).toEqual(
      records.map(
        (_, index) => `usage_destination_2026020300-2026020323_${String(index + 1).padStart(2, '0')}.csv`,
      ),
    )
  })

  it('refuses 100,001 records and an empty period, and makes no row of either', async () => {
    const account = await createTestAccount(pool(), { contractNumber: contractOf(100_001) })
    expect(await order(account)).toEqual({ outcome: 'tooManyRecords', records: 100_001 })
    const empty = await createTestAccount(pool(), { contractNumber: 'empty' })
    expect(await order(empty)).toEqual({ outcome: 'noRecords' })
    expect(await findExport(account, now())).toBeUndefined()
  })

  it('writes both kinds in both encodings', async () => {
    const contract = contractOf(10_001)
    for (const by of ['call', 'destination'] as const) {
      const expected = await plainRows(pool(), contract, by)
      const { exportId } = await requestNewExport(pool(), contract, { by, encoding: 'shift_jis' })
      await run(exportId)
      const rows = (await checkedRows(pool(), exportId)).flat()
      // Windows has the wave dash under another number.
      const asWindows = expected.map((row) => row.map((cell) => cell.replaceAll('\u301c', '\uff5e')))
      expect(digestOf(rows)).toBe(digestOf(asWindows))
    }
  })

  it('says that a day of it was loaded anew, by whatever clock, and not that another one was', async () => {
    const load = (day: string) =>
      pool().query(
        `INSERT INTO usage_import (usage_date, calls_sha256, destinations_sha256, call_records, destination_records,
                                   imported_by, imported_at)
         VALUES ($1, '', '', 0, 0, 'operator:test', '2026-02-04T00:00:00Z')`,
        [day],
      )
    await load(generatedDay)
    const { account, exportId } = await requestNewExport(pool(), contractOf(1))
    await run(exportId)
    const correction = async () => correctionOf((await findExport(account, now()))!)
    expect(await correction()).toBeUndefined()
    await load('2026-02-05')
    expect(await correction()).toBeUndefined()
    await load(generatedDay)
    expect(await correction()).toMatchObject({ date: generatedDay })
  })

  it('is of one moment, though the day is replaced while it is being made', async () => {
    const { exportId } = await requestNewExport(pool(), contractOf(99_999))
    const running = run(exportId)
    while ((await rowOf(exportId)).state === 'waiting') await new Promise(setImmediate)
    const client = await pool().connect()
    try {
      await client.query('BEGIN')
      await client.query(`UPDATE usage_destination SET charge = charge + 1 WHERE contract_number = 's99999'`)
      await client.query(
        `UPDATE usage_hour SET charge = charge + records WHERE contract_number = 's99999' AND kind = 'destination'`,
      )
      await client.query('COMMIT')
    } finally {
      client.release()
    }
    await running
    // The check of each set against its hourly totals is what fails where files are of two moments.
    expect(await rowOf(exportId)).toMatchObject({ state: 'ready', failure: null })
  })

  it('is nothing where records and hourly totals disagree, and says so', async () => {
    const { account, exportId } = await requestNewExport(pool(), contractOf(9_999))
    await pool().query(
      `UPDATE usage_hour SET charge = charge + 1 WHERE contract_number = 's9999' AND kind = 'destination'
       AND hour_at = (SELECT min(hour_at) FROM usage_hour WHERE contract_number = 's9999')`,
    )
    await run(exportId)
    expect(await findExport(account, now())).toMatchObject({
      state: 'failed',
      failure: 'mismatch',
      files: [],
    })
  })
})

describe('a request', () => {
  const contract = contractOf(1)

  it('leaves one set where two come at once, and the other is told', async () => {
    const account = await createTestAccount(pool(), { contractNumber: contract })
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => order(account)))
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['exists', 'exists', 'exists', 'taken'])
    const { rows } = await pool().query('SELECT FROM export_request WHERE account_id = $1', [
      account.accountId,
    ])
    expect(rows).toHaveLength(1)
  })

  it('replaces the very set that the user agreed to lose, and no other', async () => {
    const { account, exportId: first } = await requestNewExport(pool(), contract)
    await run(first)
    expect(await order(account)).toEqual({ outcome: 'exists' })
    const second = await order(account, first)
    expect(second).toMatchObject({ outcome: 'taken' })
    // A form that still names the first one is about a set that is gone.
    expect(await order(account, first)).toEqual({ outcome: 'exists' })
    const { rows } = await pool().query('SELECT FROM export_file WHERE export_id = $1', [first])
    expect(rows).toHaveLength(0)
  })

  it('stops the run of the set that it replaces, which leaves nothing', async () => {
    const { account, exportId } = await requestNewExport(pool(), contractOf(100_000))
    const running = run(exportId)
    while ((await rowOf(exportId)).state === 'waiting') await new Promise(setImmediate)
    const replaced = await order(account, exportId)
    await running
    expect(replaced).toMatchObject({ outcome: 'taken' })
    expect(await findExport(account, now())).toMatchObject({ state: 'waiting', recordsDone: 0 })
    expect((await pool().query('SELECT FROM export_file WHERE export_id = $1', [exportId])).rows).toEqual([])
  })

  it('needs no leave to replace a set that holds nothing any more', async () => {
    const { account, exportId } = await requestNewExport(pool(), contract)
    expect(await cancelExport(account, exportId, source, now())).toBe(true)
    expect(await order(account)).toMatchObject({ outcome: 'taken' })
  })

  it('sends its job in its own transaction: a row is never without one', async () => {
    const { exportId } = await requestNewExport(pool(), contract)
    const { rows } = await pool().query(
      `SELECT FROM pgboss.job WHERE data->>'exportId' = $1 AND state = 'created'`,
      [exportId],
    )
    expect(rows).toHaveLength(1)
  })
})

describe('a set', () => {
  it('is its owner’s alone: nobody of the same contract or another sees, cancels or deletes it', async () => {
    const { account, exportId } = await requestNewExport(pool(), contractOf(10_000))
    const others = [
      await createTestAccount(pool(), { contractNumber: contractOf(10_000) }),
      await createTestAccount(pool(), { contractNumber: contractOf(1) }),
    ]
    for (const other of others) {
      expect(await cancelExport(other, exportId, source, now())).toBe(false)
      expect(await deleteExport(other, exportId, source, now())).toBe(false)
    }
    await run(exportId)
    for (const other of others) {
      expect(await findReadySet(other, exportId, now())).toBeUndefined()
      expect(await deleteExport(other, exportId, source, now())).toBe(false)
    }
    expect(await findReadySet(account, exportId, now())).toMatchObject({ state: 'ready' })
    for (const wild of ['', 'x', `${exportId}'`, '0'.repeat(40)])
      expect(await findReadySet(account, wild, now())).toBeUndefined()
  })

  it('stops within a second when it is cancelled, and leaves no file', async () => {
    const { account, exportId } = await requestNewExport(pool(), contractOf(100_000))
    const running = run(exportId)
    while ((await rowOf(exportId)).state === 'waiting') await new Promise(setImmediate)
    expect(await cancelExport(account, exportId, source, now())).toBe(true)
    await running
    expect(await findExport(account, now())).toMatchObject({ state: 'cancelled', files: [] })
    await run(exportId)
    expect(await findExport(account, now())).toMatchObject({ state: 'cancelled', files: [] })
    expect((await pool().query('SELECT FROM export_file WHERE export_id = $1', [exportId])).rows).toEqual([])
  })

  it('loses its files after 72 hours, seen at once and deleted by the purge, and says what became of them', async () => {
    const { account, exportId } = await requestNewExport(pool(), contractOf(10_000))
    await run(exportId)
    const { expires_at: expiresAt, finished_at: finishedAt } = await rowOf(exportId)
    expect(expiresAt.getTime() - finishedAt.getTime()).toBe(72 * 3_600_000)
    const justBefore = new Date(expiresAt.getTime() - 1)
    expect(await findReadySet(account, exportId, justBefore)).toBeDefined()
    expect(await findReadySet(account, exportId, expiresAt)).toBeUndefined()
    await purgeExports(justBefore)
    expect(await checkedRows(pool(), exportId)).toHaveLength(1)
    expect(await purgeExports(expiresAt)).toBeGreaterThan(0)
    expect((await pool().query('SELECT FROM export_file WHERE export_id = $1', [exportId])).rows).toEqual([])
    expect(await purgeExports(expiresAt)).toBe(0)
    expect(await findExport(account, expiresAt)).toMatchObject({ state: 'expired', files: [] })
  })

  it('has failed, for a reason, when its tries are used up', async () => {
    const { account, exportId } = await requestNewExport(pool(), contractOf(10_000))
    await pool().query(
      `ALTER TABLE export_file ADD CONSTRAINT full_disk CHECK (records <> 10000 OR part <> 1) NOT VALID`,
    )
    try {
      for (let attempt = 1; attempt <= 12; attempt++) await run(exportId)
    } finally {
      await pool().query('ALTER TABLE export_file DROP CONSTRAINT full_disk')
    }
    expect(await findExport(account, now())).toMatchObject({ state: 'failed', failure: 'unexpected' })
    const { attempts } = await rowOf(exportId)
    expect(attempts).toBe(10)
    const { rows } = await pool().query(
      `SELECT detail FROM security_event WHERE kind = 'exportFailed' AND account_id = $1`,
      [account.accountId],
    )
    expect(rows).toEqual([{ detail: { reason: 'unexpected' } }])
  })

  it('goes back to the others when its worker ends, and the try does not count', async () => {
    const { exportId } = await requestNewExport(pool(), contractOf(100_000))
    const ending = new AbortController()
    const running = makeExport(exportId, ending.signal)
    while ((await rowOf(exportId)).state === 'waiting') await new Promise(setImmediate)
    await pause(50)
    ending.abort()
    await running
    expect(await rowOf(exportId)).toMatchObject({ state: 'waiting', attempts: 0 })
  })
})
