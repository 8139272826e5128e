import { setTimeout as pause } from 'node:timers/promises'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { readReadiness } from '@/lib/health/readiness'
import { log } from '@/lib/log'
import { newRequestId, withRequest } from '@/lib/http/current-request'
import { recordEvent } from '@/lib/audit/record-event'
import { registry } from '@/lib/metrics/counters'
import { readGauges } from '@/lib/metrics/database-gauges'
import { addJapanDays, databaseDay, japanDateOf } from '@/lib/time/japan-time'
import { requestNewExport, useSizedContracts } from '@/tests/support/exports'
import { logImport } from '@/tests/support/arrived-months'

const { pool } = useSizedContracts([3])

const ready = async () => {
  // It looks once a second at most.
  await pause(1_010)
  const { isReady, checks } = await readReadiness()
  return { isReady, ...checks }
}

const metric = async (name: string) => {
  await readGauges()
  const line = (await registry.metrics()).split('\n').find((text) => text.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

it('is ready with every migration, and says where a set waits for a worker that does not come', async () => {
  expect(await ready()).toEqual({
    isReady: true,
    process: 'ok',
    database: 'ok',
    migrations: 'ok',
    queue: 'ok',
    disk: expect.stringMatching(/^(ok|low|unknown)$/),
    clock: 'ok',
  })
  const { exportId } = await requestNewExport('s3')
  expect(await metric('portal_exports{state="waiting"}')).toBe(1)
  await getPrisma().exportRequest.update({
    where: { id: exportId },
    data: { requestedAt: new Date(Date.now() - 120_000) },
  })
  expect(await ready()).toMatchObject({ isReady: true, queue: 'late' })
  expect(await metric('portal_exports_oldest_open_seconds')).toBeGreaterThanOrEqual(120)
})

it('is not ready before the migrations of its version', async () => {
  const { rows } = await pool().query<{ migration_name: string }>(
    `DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)
     RETURNING *`,
  )
  expect(rows).toHaveLength(1)
  expect(await ready()).toMatchObject({ isReady: false, database: 'ok', migrations: 'pending' })
  await pool().query(
    'INSERT INTO _prisma_migrations SELECT * FROM json_populate_record(NULL::_prisma_migrations, $1)',
    [JSON.stringify(rows[0])],
  )
  expect(await ready()).toMatchObject({ isReady: true, migrations: 'ok' })
})

it('says where its clock is not that of the database', async () => {
  expect(await metric('portal_clock_offset_seconds')).toBe(0)
  const trueNow = Date.now.bind(Date)
  const clock = jest.spyOn(Date, 'now')
  const [errors, notes] = [jest.spyOn(log, 'error'), jest.spyOn(log, 'info')]
  try {
    for (const shift of [180_000, -180_000]) {
      clock.mockImplementation(() => trueNow() + shift)
      expect(await ready()).toMatchObject({ isReady: true, clock: 'off' })
      const offset = (await metric('portal_clock_offset_seconds'))!
      expect(Math.abs(offset - shift / 1_000)).toBeLessThan(2)
    }
  } finally {
    clock.mockRestore()
  }
  expect(await ready()).toMatchObject({ clock: 'ok' })
  expect(await ready()).toMatchObject({ clock: 'ok' })
  // Off at two looks and right at two: each change is logged once.
  const said = [...errors.mock.calls, ...notes.mock.calls].map(([, text]) => text)
  expect(said.filter((text) => text?.startsWith('the clock of this machine'))).toEqual([
    'the clock of this machine is not that of the database',
    'the clock of this machine is that of the database again',
  ])
  errors.mockRestore()
  notes.mockRestore()
})

it('tells the age of the newest day', async () => {
  const yesterday = addJapanDays(japanDateOf(new Date()), -1)
  await logImport(yesterday)
  const endOfDay = databaseDay(addJapanDays(yesterday, 1)).getTime() - 9 * 3_600_000
  const age = (Date.now() - endOfDay) / 1_000
  expect(Math.abs((await metric('portal_usage_newest_day_seconds'))! - age)).toBeLessThan(60)
})

it('counts events, and gives them the number of their request', async () => {
  const name = 'portal_events_total{kind="search"}'
  const before = (await metric(name)) ?? 0
  const requestId = newRequestId()
  const record = () => recordEvent(getPrisma(), { kind: 'search', at: new Date(), actor: 'system' })
  await withRequest(
    { requestId, response: undefined as never, peerAddress: undefined, isUnreadForm: false },
    record,
  )
  await record()
  expect(await metric(name)).toBe(before + 2)
  const events = await getPrisma().securityEvent.findMany({ where: { actor: 'system', kind: 'search' } })
  expect(events.map((event) => event.requestId)).toEqual([requestId, null])
})

it('is neither ready nor silent without the database', async () => {
  const url = pool().options.connectionString!
  const away = connectDatabase(url.replace(/\/[^/]+$/, '/nothing_of_this_name'))
  try {
    expect(await ready()).toMatchObject({ isReady: false, process: 'ok', database: 'unavailable' })
    expect(await metric('portal_database_up')).toBe(0)
    expect(await metric('portal_usage_newest_day_seconds')).toBeNaN()
    expect(await metric('portal_exports{state="waiting"}')).toBeUndefined()
  } finally {
    await away.end()
    connectDatabase(url)
  }
})
