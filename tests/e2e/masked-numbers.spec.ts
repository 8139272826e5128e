import { expect, test } from '@playwright/test'
import type { Pool } from 'pg'
import { withDatabase } from './support/account'
import { answersOf, told, type Answer } from './support/answers'

/** Every number of the contract's records and names that a masked account sees in part. */
async function numbersOfContract(pool: Pool): Promise<Set<string>> {
  const { rows } = await pool.query<{ number: string }>(
    `SELECT DISTINCT number FROM usage_call, unnest(ARRAY[caller_number, callee_number]) AS number
     WHERE contract_number = '04' AND length(number) > 4
     UNION SELECT callee_number FROM usage_destination WHERE contract_number = '04' AND length(callee_number) > 4
     UNION SELECT number FROM number_name WHERE contract_number = '04' AND length(number) > 4`,
  )
  return new Set(rows.map(({ number }) => number))
}

test('no answer tells a masked reader a number, in any byte of it @server', async () => {
  test.slow()
  const numbers = await withDatabase(numbersOfContract)
  const seen = await answersOf({})
  const masked = await answersOf({ masksNumbers: true })
  expect(told(masked, numbers)).toEqual([])
  // An account that sees numbers finds them by the same search, in pages and in each kind of file.
  expect(told(seen, numbers).length).toBeGreaterThan(35)
  // Both are answered alike, but for what a reader may not do.
  const refused = masked.filter(({ status }) => status === 403).map(({ asked }) => asked)
  expect(refused.sort()).toEqual([
    ...['/numbers/id', '/numbers/import', '/numbers/import/id', '/numbers/new'],
    '/statements/alert/id',
  ])
  const statuses = (answers: Answer[]) =>
    answers.flatMap(({ asked, status }) => (refused.includes(asked) ? [] : [[asked, status]]))
  expect(statuses(masked)).toEqual(statuses(seen))
})
