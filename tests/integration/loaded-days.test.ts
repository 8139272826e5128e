import { loadedDays } from '@/lib/usage/loaded-days'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const noonOfNovember23 = new Date('2026-11-23T12:00:00+09:00')

test.each([
  ['nothing was ever loaded', [], undefined],
  ['every day was loaded', ['2026-11-20', '2026-11-21', '2026-11-22'], '2026-11-22'],
  ['a day is missing', ['2026-11-19', '2026-11-20', '2026-11-22'], '2026-11-20'],
  ['a part of today was loaded', ['2026-11-21', '2026-11-22', '2026-11-23'], '2026-11-22'],
  ['today alone was loaded', ['2026-11-23'], undefined],
  ['nothing recent was loaded', ['2026-03-01', '2026-03-02'], '2026-03-02'],
])('no day is called complete before it is: %s', async (_, days, until) => {
  await pool().query('TRUNCATE usage_import CASCADE')
  await pool().query(
    `INSERT INTO usage_import (usage_date, calls_sha256, destinations_sha256, call_records, destination_records, imported_by)
     SELECT day, '', '', 0, 0, 'operator:test' FROM unnest($1::date[]) AS day`,
    [days],
  )
  expect(await loadedDays(noonOfNovember23)).toMatchObject({ completeUntil: until })
})
