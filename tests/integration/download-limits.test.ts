import { buffer } from 'node:stream/consumers'
import { getFilePool } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { headFile } from '@/lib/usage/head-file'
import { streamCsv } from '@/lib/usage/stream-file'
import { createTestUser } from '@/tests/support/account'
import { fullDay, useDownloadDays, overfullDay, searchOf, source, wideDay } from '@/tests/support/downloads'
import { eventually } from '@/tests/support/eventually'

const { pool, user, open, openFile } = useDownloadDays()

const newUser = (contractNumber: string) => createTestUser({ contractNumber })

test('10,000 records are a file, 10,001 are refused, and none are no file', async () => {
  const file = await buffer(await openFile(fullDay))
  expect(file.toString().split('\r\n')).toHaveLength(10_000 + 2)
  expect(await open(overfullDay)).toBe('tooManyForCsv')
  expect(await open('2026-01-31')).toBe('noRecords')
  expect(await open(fullDay, await newUser('78'))).toBe('noRecords')
})

test('HEAD is refused as the file is, and noted as its start is, by the name of the key', async () => {
  const asking = { ...(await newUser('77')), keyName: '会計' }
  const choice = { format: 'csv', encoding: 'utf-8', formulas: 'guarded', withNames: false } as const
  const head = (date: string) => headFile(asking, searchOf(date), choice, source, new Date())
  expect(await head(fullDay)).toBe('usage_call_2026020100-2026020123.csv')
  for (const [day, code] of [
    [overfullDay, 'tooManyForCsv'],
    ['2026-01-31', 'noRecords'],
  ] as const)
    await expect(head(day)).rejects.toMatchObject({ refusal: { code } })
  const { file } = await streamCsv(asking, { target: searchOf(fullDay), ...choice }, source, new Date())
  file.destroy()
  const started = await getPrisma().securityEvent.findMany({
    where: { accountId: asking.accountId, kind: 'downloadStarted' },
    orderBy: { id: 'asc' },
  })
  expect(started.map(({ actor }) => actor)).toEqual(['key:会計', 'key:会計'])
  const [ofHead, ofFile] = started.map(({ detail }) => detail as Record<string, unknown>)
  expect(ofHead).toEqual({ ...ofFile, head: true })
})

test('a file refuses a call of more destinations than it holds', async () => {
  await pool().query(
    `INSERT INTO usage_destination SELECT contract_number, called_at, 1, call_id::int + 1, usage_date, communication_type,
       caller_number, callee_number, area, paper_mode, sent_pages, billed_pages, call_type, charge
     FROM usage_destination WHERE contract_number = '77' AND usage_date = $1`,
    [fullDay],
  )
  const call = { callId: 1n, calledAt: new Date() }
  const download = { target: { call }, encoding: 'utf-8', formulas: 'guarded' } as const
  await expect(streamCsv(user(), download, source, new Date())).rejects.toMatchObject({
    refusal: { code: 'tooManyForCsv' },
  })
})

test('an account takes two files at once; the third is told to wait, another account is not', async () => {
  const files = [await openFile(wideDay), await openFile(wideDay)]
  expect(await open(wideDay)).toBe('downloadsAtOnce')
  const other = await openFile(wideDay, await newUser('77'))
  other.destroy()
  await buffer(files[0]!)
  await eventually(async () => (await openFile(wideDay)).destroy())
  files[1]!.destroy()
})

test('an account that asks for 40 files at once takes no connection that another account’s 40 files need', async () => {
  const other = await newUser('77')
  const asked = Promise.all(Array.from({ length: 40 }, () => open(wideDay)))
  // The other account asks again as soon as it has read a file, two at a time: each of them is there at once.
  const readInTurn = async () => {
    for (let turn = 0; turn < 20; turn++) await buffer(await openFile(fullDay, other))
  }
  await Promise.all([readInTurn(), readInTurn()])
  const files = await asked
  expect(files.filter((file) => file === 'downloadsAtOnce')).toHaveLength(38)
  expect(getFilePool()!.totalCount - getFilePool()!.idleCount).toBe(2)
  for (const file of files) if (typeof file !== 'string') file.destroy()
  await eventually(() => expect(getFilePool()!.idleCount).toBe(getFilePool()!.totalCount))
})

test('pages keep their connections however many files are stalled; one file too many is told to wait', async () => {
  const users = await Promise.all(Array.from({ length: 6 }, () => newUser('77')))
  // One connection is free already when all of them ask for one.
  await buffer(await openFile(fullDay))
  await eventually(() => expect(getFilePool()!.idleCount).toBeGreaterThan(0))
  const files = await Promise.all(users.flatMap((who) => [open(wideDay, who), open(wideDay, who)]))
  expect(files.filter((file) => file === 'downloadsCrowded')).toHaveLength(2)
  expect(files.filter((file) => typeof file !== 'string')).toHaveLength(10)
  expect(getFilePool()).toBeUndefined()
  expect((await pool().query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  for (const file of files) if (typeof file !== 'string') file.destroy()
  await eventually(() => expect(getFilePool()).toBeDefined())
})
