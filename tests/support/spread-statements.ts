import type { Pool } from 'pg'

/** The tables that are spread by contract where one PostgreSQL is outgrown, and their partitions. */
const spread = /^usage_(call|destination|hour|caller_day|caller_month|load)(_\d+)?$/
const anySpread = /\busage_(call|destination|hour|caller_day|caller_month|load)\b/

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

/** Of statements that were sent, those that read tables that are spread. Beginnings of transactions lock them, no more. */
export const statementsOnUsage = (statements: Iterable<string>): string[] =>
  [...statements].filter((text) => anySpread.test(text) && !/^\s*BEGIN\b/.test(text))

/** What COPY copies: COPY itself has no plan. Any other statement is as it was. */
export const plannedPart = (statement: string): string =>
  /^COPY \(([\s\S]*)\) TO STDOUT/i.exec(statement.trim())?.[1] ?? statement

/**
 * What is wrong with statements for tables that are spread: each names the contract at each of them, and joins none that
 * is not spread.
 */
export async function spreadFaults(pool: Pool, statements: readonly string[]): Promise<string[]> {
  const faults: string[] = []
  for (const statement of statements)
    for (const fault of await faultsOf(pool, statement)) faults.push(`${fault}: ${statement}`)
  return faults
}

async function faultsOf(pool: Pool, statement: string): Promise<string[]> {
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${plannedPart(statement)}`,
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
