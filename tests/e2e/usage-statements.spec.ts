import { expect, test } from '@playwright/test'
import type { Pool } from 'pg'
import { apiPaths } from '@/lib/api-paths'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { readLocalSecret } from '@/scripts/local-secret'
import { openDatabaseLine } from '@/tests/support/database-line'
import { visitEveryPage } from '@/tests/support/portal-pages'
import { startWebServer } from '@/tests/support/web-server'
import { newAccount, withDatabase } from './support/account'
import { newKey } from './support/api'

/** The tables that are spread by contract where one PostgreSQL is outgrown, and their partitions. */
const spread = /^usage_(call|destination|hour|caller_day|caller_month)(_\d+)?$/

interface PlanNode {
  'Relation Name'?: string
  'Index Cond'?: string
  'Recheck Cond'?: string
  Filter?: string
  Plans?: PlanNode[]
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]
const isOfContract = (node: PlanNode) =>
  [node['Index Cond'], node['Recheck Cond'], node.Filter].some((text) =>
    /\bcontract_number = (\$\d+|'[^']+'::text)/.test(text ?? ''),
  )

/** What is wrong with a statement for tables that are spread. */
async function faultsOf(pool: Pool, statement: string): Promise<string[]> {
  // COPY itself has no plan; what it copies has.
  const copied = /^COPY \(([\s\S]*)\) TO STDOUT/i.exec(statement.trim())?.[1]
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${copied ?? statement}`,
  )
  const scans = nodesOf(rows[0]!['QUERY PLAN'][0].Plan).filter((node) => node['Relation Name'] !== undefined)
  const ofUsage = scans.filter((node) => spread.test(node['Relation Name']!))
  const others = scans.filter((node) => !spread.test(node['Relation Name']!))
  return [
    ...ofUsage
      .filter((node) => !isOfContract(node))
      .map((node) => `reads ${node['Relation Name']} of all contracts`),
    ...(ofUsage.length > 0 ? others.map((node) => `joins ${node['Relation Name']}`) : []),
  ]
}

test('each statement of a web process on a table of usage names the contract, and joins no other table @server', async () => {
  test.slow()
  const line = await openDatabaseLine(process.env.PORTAL_TEST_DATABASE!)
  const server = await startWebServer({ DATABASE_URL: line.databaseUrl })
  try {
    const secret = await readLocalSecret(process.env.PORTAL_TEST_DATA!)
    const visits = await withDatabase(() => visitEveryPage(secret))
    const { cookies = [] } = visits.find(({ page }) => page === '/usage')!
    const key = await newKey(await newAccount({ contractNumber: '04' }))
    const day = { startDate: '2014-07-06', endDate: '2014-07-06', startHour: '9', endHour: '9' }
    const month = paths.statement('2014-07').split('/').at(-1)!
    const ask = async (address: string, headers: Record<string, string>) => {
      const answer = await fetch(new URL(address, server.url), { headers, redirect: 'manual' })
      expect([address, answer.status < 400]).toEqual([address, true])
      await answer.arrayBuffer()
    }
    for (const { address, cookies: own = [] } of visits)
      await ask(address, { cookie: own.map(({ name, value }) => `${name}=${value}`).join('; ') })
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    for (const by of ['call', 'destination'] as const)
      for (const address of [
        paths.usage({ ...day, by, sort: 'charge-desc' }),
        paths.preflight({ ...day, by }),
        filePaths.download({ ...day, by }),
        filePaths.download({ ...day, by, format: 'xlsx' }),
        filePaths.download({ ...day, by, names: '1' }),
        filePaths.statementCsv(month, { by }),
        filePaths.statementXlsx(month, { by }),
      ])
        await ask(address, { cookie })
    for (const address of [apiPaths.status(), apiPaths.summary(day), apiPaths.usageCsv(day)])
      await ask(address, { authorization: `Bearer ${key}` })

    // Beside these there are transactions' beginnings, which lock tables and read nothing.
    const statements = [...line.statements()].filter(
      (text) => /\busage_(call|destination|hour)/.test(text) && !/^BEGIN\b/.test(text),
    )
    expect(statements.length).toBeGreaterThan(20)
    const faults = await withDatabase(async (pool) => {
      const found: string[] = []
      for (const statement of statements)
        for (const fault of await faultsOf(pool, statement)) found.push(`${fault}: ${statement}`)
      return found
    })
    // A file with the contract's names still joins them: docs/scale.md.
    const isOfNamedFile = (fault: string) => /^joins number_name: COPY\b/.test(fault)
    expect(faults.filter((fault) => !isOfNamedFile(fault))).toEqual([])
    expect(faults.some(isOfNamedFile)).toBe(true)
  } finally {
    await server.stop()
    await line.close()
  }
})
