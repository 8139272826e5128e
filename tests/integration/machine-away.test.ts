import { getPrisma } from '@/lib/db/prisma'
import { refusalOfFailure } from '@/lib/http/request-failure'
import { countUsage } from '@/lib/usage/count'
import { loadedDaysOf } from '@/lib/usage/loaded-days'
import { readMenuUsage } from '@/lib/usage/menu-usage'
import { readSeenLoad } from '@/lib/usage/seen-load'
import { testOnPlain } from '@/tests/support/citus-only'
import { unmasked } from '@/tests/support/account'
import { logImport } from '@/tests/support/arrived-months'
import {
  makeDueSet,
  makeSet,
  requestNewExport,
  storedSet,
  useSizedContracts,
  contractOf,
} from '@/tests/support/exports'
import { generatedDay } from '@/tests/support/generated-usage'

const { pool } = useSizedContracts([1])

/** Puts a view in the place of a table of usage that fails as one does whose machine does not answer. */
async function whileAway<Result>(table: string, work: () => Promise<Result>): Promise<Result> {
  await pool().query(
    `CREATE OR REPLACE FUNCTION away() RETURNS boolean LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION 'connection to the remote node failed' USING ERRCODE = 'connection_failure'; END; $$;
     ALTER TABLE ${table} RENAME TO kept_${table};
     CREATE VIEW ${table} AS SELECT * FROM kept_${table} WHERE away()`,
  )
  try {
    return await work()
  } finally {
    await pool().query(`DROP VIEW ${table}; ALTER TABLE kept_${table} RENAME TO ${table}`)
  }
}

testOnPlain('a machine that is away takes no try from an export, however often it is asked for', async () => {
  const { exportId } = await requestNewExport(contractOf(1))
  await whileAway('usage_destination', async () => {
    for (let run = 0; run < 12; run++) await makeDueSet(exportId)
  })
  expect(await storedSet(exportId)).toMatchObject({
    state: 'waiting',
    attempts: 12,
    returnedRuns: 12,
    failure: null,
  })
  await makeDueSet(exportId)
  expect(await storedSet(exportId)).toMatchObject({ state: 'ready', attempts: 13, returnedRuns: 12 })
})

testOnPlain('up to which day there is data is said by the log alone while a machine is away', async () => {
  const now = new Date(`${generatedDay}T15:30:00Z`)
  const contract = contractOf(1)
  await logImport(generatedDay)
  await whileAway('usage_load', async () => {
    await expect(readSeenLoad(contract, getPrisma())).rejects.toThrow()
    expect(await loadedDaysOf(contract, now)).toMatchObject({ completeUntil: generatedDay })
  })
})

test('another fault of the database is not hidden in the menu', async () => {
  await pool().query('ALTER TABLE usage_hour RENAME TO gone')
  try {
    const read = readMenuUsage(unmasked(contractOf(1)), 600, new Date(`${generatedDay}T15:30:00Z`))
    await expect(read).rejects.toMatchObject({ code: 'P2021' })
  } finally {
    await pool().query('ALTER TABLE gone RENAME TO usage_hour')
  }
})

test('another fault of the database takes a try', async () => {
  const { exportId } = await requestNewExport(contractOf(1))
  await pool().query('ALTER TABLE usage_destination RENAME TO gone')
  await makeSet(exportId)
  await pool().query('ALTER TABLE gone RENAME TO usage_destination')
  expect(await storedSet(exportId)).toMatchObject({
    state: 'waiting',
    attempts: 1,
    returnedRuns: 0,
    failure: 'unexpected',
  })
})

testOnPlain(
  'the menu has its other parts while usage cannot be read, which a search is refused for',
  async () => {
    const access = unmasked(contractOf(1))
    const now = new Date(`${generatedDay}T15:30:00Z`)
    const read = () => readMenuUsage(access, 600, now)
    expect(await read()).toMatchObject({
      daily: expect.anything() as object,
      kept: expect.anything() as object,
    })
    expect(await whileAway('usage_hour', read)).toEqual({ daily: undefined, kept: undefined })
    const day = { startDate: generatedDay, startHour: 0, endDate: generatedDay, endHour: 23 }
    const error: unknown = await whileAway('usage_hour', () =>
      countUsage(access, day, 'call').catch((failure) => failure),
    )
    expect(refusalOfFailure(error)).toEqual({ code: 'databaseAway' })
  },
)
