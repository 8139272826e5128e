import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const usage = /\busage_(call|destination|hour|caller_day|caller_month|load)\b/

/** The files of `lib` that have SQL on tables of usage, by their place in it. */
const sources = new Map(
  readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith(path.join('db', 'generated')))
    .map((name) => [name, readFileSync(path.join('lib', name), 'utf8')] as const)
    .filter(([, text]) => usage.test(text)),
)
const filesWith = (pattern: RegExp) =>
  [...sources].filter(([, text]) => pattern.test(text)).map(([name]) => name)

// What tables that are spread over machines do not take, and plans of one database do not show.
test('no SQL on usage asks for rows without a column, or for rows beside rows', () => {
  expect(sources.size).toBeGreaterThan(10)
  expect(filesWith(/SELECT\s+FROM\s+usage_(call|destination|hour|caller|load)/)).toEqual([])
  expect(filesWith(/EXISTS\s*\(\s*SELECT[^()]*FROM\s+usage_(call|destination|hour|caller|load)/)).toEqual([])
})

test('what a web process or a worker locks of usage, it locks in its own database alone', () => {
  const ofWeb = filesWith(/LOCK TABLE/).filter((name) => !name.startsWith('ingest'))
  expect(ofWeb).toEqual([path.join('usage', 'open-reading.ts')])
  expect(sources.get(ofWeb[0]!)).toMatch(/SET LOCAL citus\.enable_ddl_propagation TO off;\s+LOCK TABLE ONLY/)
})
