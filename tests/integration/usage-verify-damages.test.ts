import { testOnPlain } from '@/tests/support/citus-only'
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

testOnPlain('two records that have exchanged a field are found, in whatever order records lie', async () => {
  const exchanged = await pool().query(
    `WITH named AS (SELECT tableoid, ctid, callee_number FROM usage_destination WHERE ${ofNovember} AND callee_number <> ''),
       pair AS ((SELECT *, 1 AS place FROM named ORDER BY callee_number LIMIT 1)
                UNION ALL (SELECT *, 2 FROM named ORDER BY callee_number DESC LIMIT 1))
     UPDATE usage_destination SET callee_number = other.callee_number
     FROM pair AS own JOIN pair AS other ON other.place <> own.place
     WHERE (usage_destination.tableoid, usage_destination.ctid) = (own.tableoid, own.ctid)`,
  )
  expect(exchanged.rowCount).toBe(2)
  expect((await verify()).differences).toMatchObject([
    { date: november1, contractNumber: '04', kind: 'destination', against: 'log', measure: 'checksum' },
  ])
})
