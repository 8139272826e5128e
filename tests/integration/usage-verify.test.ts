import { verifyDay } from '@/lib/ingest/verify-day'
import { testOnPlain } from '@/tests/support/citus-only'
import { startCli } from '@/tests/support/cli'
import { damages, useWholeDays, november1, october31, wholeDay } from '@/tests/support/damaged-usage'

const { pool, load, verify } = useWholeDays()

test('what imports have stored agrees', async () => {
  expect(await verify()).toEqual({
    days: 2,
    differences: [],
    repaired: [],
    repairedMonths: [],
    daysWithoutChecksum: 0,
  })
})

testOnPlain(
  'a checksum does not depend on how the server writes times, nor on where records lie',
  async () => {
    await pool().query(
      `CREATE TEMP TABLE moved AS SELECT * FROM usage_destination ORDER BY callee_number, called_at;
     DELETE FROM usage_destination; INSERT INTO usage_destination SELECT * FROM moved; DROP TABLE moved`,
    )
    const client = await pool().connect()
    try {
      for (const [timezone, style] of [
        ['Asia/Tokyo', 'ISO'],
        ['America/New_York', 'German'],
      ]) {
        await client.query(`SET timezone TO '${timezone}'; SET datestyle TO '${style}'`)
        expect(await verifyDay(client, november1)).toEqual([])
      }
    } finally {
      client.release(true)
    }
  },
)

test('an import of the same files mends a changed text', async () => {
  await pool().query(damages['a changed 着信番号'].sql)
  expect((await load(wholeDay(november1), { date: november1 })).outcome).toBe('corrected')
  expect((await verify()).differences).toEqual([])
  expect((await load(wholeDay(november1), { date: november1 })).outcome).toBe('unchanged')
})

test('a load from before checksums were kept agrees, and is counted', async () => {
  await pool().query(
    `UPDATE usage_import_contract SET call_checksum = NULL, destination_checksum = NULL
     WHERE import_id = (SELECT max(import_id) FROM usage_import)`,
  )
  await pool().query(damages['a changed 着信番号'].sql)
  expect(await verify()).toEqual({
    days: 2,
    differences: [],
    repaired: [],
    repairedMonths: [],
    daysWithoutChecksum: 1,
  })
  const { stdout } = await startCli(pool().options.connectionString!, ['usage', 'verify', '--quiet']).ended
  expect(stdout).toBe(
    '1 day was loaded before checksums were kept: there, a changed text or a time changed within its hour would not be found.\n' +
      '2 days verified: all agree.\n',
  )
})

test('records of which neither the log nor the hours know are found', async () => {
  await pool().query('DELETE FROM usage_import; DELETE FROM usage_hour')
  const { days, differences } = await verify()
  expect(days).toBe(2)
  expect(new Set(differences.map(({ told }) => told))).toEqual(new Set(['0']))
})

test('only the days asked for are looked at', async () => {
  await pool().query(damages['a wrong total'].sql)
  expect(await verify({ to: october31 })).toMatchObject({ days: 1, differences: [] })
  expect((await verify({ from: november1 })).differences).toHaveLength(1)
})

test('the command says what differs and ends with exit code 1; after the repair with 0', async () => {
  await pool().query(damages['a wrong total'].sql)
  const run = (...more: string[]) =>
    startCli(pool().options.connectionString!, ['usage', 'verify', '--quiet', ...more]).ended
  const found = await run()
  expect(found).toMatchObject({ code: 1, stdout: '' })
  expect(found.stderr).toMatch(
    /^2026-11-01 contract 04 destinations pages billed: records [\d,]+, hourly totals [\d,]+ \(1 hour differs\)\n2 days verified: 1 difference\.\n$/,
  )
  expect(await run('--repair')).toEqual({
    code: 0,
    stdout: 'Totals rebuilt: 2026-11-01\n2 days verified: all agree.\n',
    stderr: '',
  })
  expect(JSON.parse((await run('--json')).stdout)).toEqual({
    days: 2,
    differences: [],
    repaired: [],
    repairedMonths: [],
    daysWithoutChecksum: 0,
  })
})

test('the command says of which contract and day records were changed', async () => {
  await pool().query(damages['a lost 着信番号 of a call'].sql)
  const changed = {
    code: 1,
    stdout: '',
    stderr:
      '2026-11-01 contract 04 calls: the records are not as they were loaded (importing the day again restores them)\n' +
      '2 days verified: 1 difference.\n',
  }
  const args = ['usage', 'verify', '--quiet']
  expect(await startCli(pool().options.connectionString!, args).ended).toEqual(changed)
  expect(await startCli(pool().options.connectionString!, [...args, '--repair']).ended).toEqual(changed)
})
