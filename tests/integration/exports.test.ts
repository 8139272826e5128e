import { buffer } from 'node:stream/consumers'
import { correctionOf, findExport } from '@/lib/exports/find-export'
import { copyUsage, findFileEnd, type UsageFileEnd, type UsageFileScope } from '@/lib/usage/copy-usage'
import { createTestAccount, unmasked } from '@/tests/support/account'
import {
  checkedRows,
  digestOf,
  makeSet,
  requestAgain,
  requestNewExport,
  storedSet,
  whenRunning,
  contractOf,
  useSizedContracts,
} from '@/tests/support/exports'
import { generatedDay } from '@/tests/support/generated-usage'
import { usageRows } from '@/tests/support/usage-rows'

const { pool } = useSizedContracts([1, 9_999, 10_000, 10_001, 99_999, 100_000, 100_001])
const now = () => new Date()

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
    const { account, exportId } = await requestNewExport(contract)
    await makeSet(exportId)
    const files = await checkedRows(exportId)
    expect(files.map((file) => file.length)).toEqual(records)
    expect(digestOf(files.flat())).toBe(
      digestOf(await usageRows(pool(), 'destination', 'true', [], contract)),
    )
    const set = await findExport(account, now())
    expect(set).toMatchObject({ state: 'ready', recordsDone: size, recordsTotal: size })
    expect(set!.files.map(({ name }) => name)).toEqual(
      records.map(
        (_, index) => `usage_destination_2026020300-2026020323_${String(index + 1).padStart(2, '0')}.csv`,
      ),
    )
  })

  it('refuses 100,001 records and an empty period, and makes no row of either', async () => {
    const account = await createTestAccount({ contractNumber: contractOf(100_001) })
    expect(await requestAgain(account)).toEqual({ outcome: 'tooManyRecords', records: 100_001 })
    const empty = await createTestAccount({ contractNumber: 'empty' })
    expect(await requestAgain(empty)).toEqual({ outcome: 'noRecords' })
    expect(await findExport(account, now())).toBeUndefined()
  })

  it('writes both kinds in both encodings', async () => {
    const contract = contractOf(10_001)
    for (const by of ['call', 'destination'] as const) {
      const expected = await usageRows(pool(), by, 'true', [], contract)
      const { exportId } = await requestNewExport(contract, { by, encoding: 'shift_jis' })
      await makeSet(exportId)
      const rows = (await checkedRows(exportId)).flat()
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
    const { account, exportId } = await requestNewExport(contractOf(1))
    await makeSet(exportId)
    const correction = async () => correctionOf(account.contractNumber, (await findExport(account, now()))!)
    expect(await correction()).toBeUndefined()
    await load('2026-02-05')
    expect(await correction()).toBeUndefined()
    await load(generatedDay)
    expect(await correction()).toMatchObject({ date: generatedDay })
  })

  it('is of one moment, though the day is replaced while it is being made', async () => {
    const { exportId } = await requestNewExport(contractOf(99_999))
    const running = makeSet(exportId)
    await whenRunning(exportId)
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
    expect(await storedSet(exportId)).toMatchObject({ state: 'ready', failure: null })
  })

  it('is nothing where records and hourly totals disagree, and says so', async () => {
    const { account, exportId } = await requestNewExport(contractOf(9_999))
    await pool().query(
      `UPDATE usage_hour SET charge = charge + 1 WHERE contract_number = 's9999' AND kind = 'destination'
       AND hour_at = (SELECT min(hour_at) FROM usage_hour WHERE contract_number = 's9999')`,
    )
    await makeSet(exportId)
    expect(await findExport(account, now())).toMatchObject({
      state: 'failed',
      failure: 'mismatch',
      files: [],
    })
  })
})

test.each(['call', 'destination'] as const)(
  'files by %s begin each where the one before it ended, though many records have one time',
  async (kind) => {
    const client = await pool().connect()
    try {
      const whole = { ...unmasked(contractOf(10_001)), kind }
      const text = (scope: UsageFileScope) => buffer(copyUsage(client, scope)).then(String)
      const parts: string[] = []
      let charge = 0n
      let end: UsageFileEnd | undefined
      do {
        const scope = { ...whole, after: end?.key, recordsMax: 37 }
        parts.push(await text(scope))
        end = await findFileEnd(client, scope)
        charge += end?.charge ?? 0n
      } while (end?.records === 37)
      expect(parts.join('')).toBe(await text(whole))
      expect(charge).toBe((await findFileEnd(client, whole))!.charge)
      expect(parts).toHaveLength(Math.ceil((kind === 'call' ? 101 : 10_001) / 37))
    } finally {
      client.release()
    }
  },
)
