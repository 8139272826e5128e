import { Client } from 'pg'
import { formulaSafeSql } from '@/lib/files/formula-safe'
import { formulaExamples, undoPattern } from '@/lib/help/formula-rule'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new Client({ connectionString: database.databaseUrl })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

const cellOf = async (value: string) => {
  const { rows } = await client.query<{ cell: string }>(`SELECT ${formulaSafeSql('$1::text')} AS cell`, [
    value,
  ])
  return rows[0]!.cell
}
const undo = (cell: string) => cell.replace(new RegExp(undoPattern), '')

test.each(formulaExamples)('the help says of $value what a file has for it', async ({ value, cell }) => {
  expect(await cellOf(value)).toBe(cell)
})

test('the line that the help gives to programs brings back every value', async () => {
  const values = formulaExamples.map(({ value }) => value)
  const starts = [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    '\uff1d',
    '\uff0b',
    '\uff0d',
    '\uff20',
    "'",
    "''",
    "'='",
    'x',
    '',
  ]
  const ends = ['', 'a', '=1', '-', '--', '@a.jp', 'userco.jp', "'", '\n=1']
  values.push(...starts.flatMap((start) => starts.flatMap((next) => ends.map((end) => start + next + end))))
  for (const value of values) expect(undo(await cellOf(value))).toBe(value)
})
