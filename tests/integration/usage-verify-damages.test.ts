import { damages, useWholeDays, november1, ofNovember } from '@/tests/support/damaged-usage'
import { digestTables } from '@/tests/support/usage-files'

const { pool, verify } = useWholeDays()

test.each(Object.entries(damages))('%s is found', async (_, { sql, found, isMended }) => {
  expect((await pool().query(sql)).rowCount).toBe(1)
  const { differences } = await verify()
  const told = differences.map(({ kind, against, measure }) => `${kind} ${against} ${measure}`)
  expect(told).toEqual(expect.arrayContaining(found))
  expect(new Set(differences.map(({ date }) => date))).toEqual(new Set([november1]))
  const isOfAll = /(FROM|UPDATE) usage_import\b(?!_)/.test(sql.split('max(')[0]!)
  if (!isOfAll) expect(new Set(differences.map((one) => one.contractNumber))).toEqual(new Set(['04']))

  const totals = ['usage_hour', 'usage_caller_day', 'usage_caller_month']
  const before = await digestTables(pool(), totals)
  const repaired = await verify({ repair: true })
  const ofTotals = ['hours', 'callers', 'callerMonths']
  expect(repaired.differences.filter(({ against }) => ofTotals.includes(against))).toEqual([])
  if (isMended) expect(repaired.differences).toEqual([])
  else expect(repaired.differences.length).toBeGreaterThan(0)
  expect(await digestTables(pool(), totals)).toEqual(before)
})

test('two records that have exchanged a field are found, in whatever order records lie', async () => {
  await pool().query(
    `WITH pair AS (SELECT tableoid, ctid, row_number() OVER () AS place, charge, callee_number FROM usage_destination
                   WHERE ${ofNovember} AND callee_number IN (
                     SELECT min(callee_number) FROM usage_destination WHERE ${ofNovember}
                     UNION SELECT max(callee_number) FROM usage_destination WHERE ${ofNovember}) LIMIT 2)
     UPDATE usage_destination SET callee_number = other.callee_number
     FROM pair AS own JOIN pair AS other ON other.place <> own.place
     WHERE (usage_destination.tableoid, usage_destination.ctid) = (own.tableoid, own.ctid)`,
  )
  expect((await verify()).differences).toMatchObject([
    { date: november1, contractNumber: '04', kind: 'destination', against: 'log', measure: 'checksum' },
  ])
})
