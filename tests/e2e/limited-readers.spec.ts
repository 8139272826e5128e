import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Pool } from 'pg'
import { createTestAccount } from '@/tests/support/account'
import { nameByDepartment, sales } from '@/tests/support/departments'
import { insertUsage } from '@/tests/support/insert-usage'
import { withDatabase } from './support/account'
import { answersOf, told, type Answer } from './support/answers'

const contractNumber = `limited-${randomBytes(4).toString('hex')}`

/** A contract with calls of many numbers on the manual's day. @returns those of 営業部, and all others. */
async function makeContract(pool: Pool): Promise<{ seen: Set<string>; others: Set<string> }> {
  await createTestAccount({ contractNumber })
  await insertUsage(pool, contractNumber, '2014-07-06', [
    {
      calls: 96,
      call: {
        ...{ call_id: '6000000 + nth', called_at: `start + nth * interval '14 minutes'` },
        ...{ caller_number: `'0907000' || lpad((nth % 24)::text, 4, '0')`, destination_count: '3' },
      },
    },
  ])
  const { sales: seen, ...numbers } = await nameByDepartment(pool, contractNumber)
  return { seen: new Set(seen), others: new Set([...numbers.affairs, ...numbers.others]) }
}

test('no answer tells a limited reader a number of another department, in any byte of it @server', async () => {
  test.slow()
  const { seen, others } = await withDatabase(makeContract)
  const whole = await answersOf({ contractNumber })
  const limited = await answersOf({ contractNumber, departments: [sales] })
  expect(told(limited, others)).toEqual([])
  expect(told(limited, seen).length).toBeGreaterThan(25)
  const both = await answersOf({ contractNumber, departments: [sales], masksNumbers: true })
  expect(told(both, new Set([...seen, ...others]))).toEqual([])
  // An account that sees all finds them by the same search.
  expect(told(whole, others).length).toBeGreaterThan(30)

  // Each page says what it is of, and what is of the whole contract is not there.
  const refused = limited.filter(({ status }) => status === 403).map(({ asked }) => asked)
  expect(new Set(refused.map((asked) => asked.replace(/\?.*/, '').replace(/\d{4}-\d{2}/, 'month')))).toEqual(
    new Set([
      ...['/numbers/id', '/numbers/import', '/numbers/import/id', '/numbers/new'],
      ...['/statements', '/statements/alert', '/statements/alert/id'],
      ...['/statements/month', '/statements/month/csv', '/statements/month/xlsx'],
    ]),
  )
  const pages = limited.filter(({ text }) => text.includes('<main id="main"'))
  expect(pages.length).toBeGreaterThan(20)
  expect(pages.filter(({ text }) => !text.includes(`表示範囲: ${sales}`)).map(({ asked }) => asked)).toEqual(
    [],
  )
  const summary = limited.find(({ asked }) => asked.startsWith('/api/v1/summary'))!
  expect(summary.text).toContain(`"departments":["${sales}"]`)
  expect(whole.filter(({ text }) => text.includes('表示範囲:'))).toEqual([])
  const statuses = (answers: Answer[]) =>
    answers.flatMap(({ asked, status }) =>
      asked.startsWith('/statements') || refused.includes(asked) ? [] : [[asked, status]],
    )
  expect(statuses(limited)).toEqual(statuses(whole))
})
