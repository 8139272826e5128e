import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import type { BadLineList } from './bad-line-list'
import { stagedChecks, tallyDestinations } from './staged-checks'
import type { UsageFile } from './usage-file'

const rowsPerFetch = 1_000

type CheckedLines = Pick<BadLineList, 'add' | 'keepUp'>

interface CheckedStage {
  /** Of each file, whether every line has shown its call. */
  areCallsKnown: Record<UsageFile, boolean>
  /** Whether a call's sums may be other than those of its destinations. */
  allowDifferences: boolean
  badLines: CheckedLines
}

/**
 * Checks what no line shows by itself: known contracts, keys that are not there twice, destinations that have
 * their calls, calls that have as many destinations as they say and their pages and charges (spec section 8), and
 * sums that can be kept. SQL on the connection of the load: each is one statement over all lines, and it alone has
 * the staging tables.
 * @param client in a transaction whose time zone is Asia/Tokyo and that holds the load lock.
 * @returns how many differences of sums were allowed.
 */
export async function checkStaged(
  client: ClientBase,
  date: JapanDate,
  { areCallsKnown, allowDifferences, badLines }: CheckedStage,
): Promise<number> {
  let allowed = 0
  await client.query(tallyDestinations)
  for (const { file, column, reason, sql, usesDate, needsCallsOf, isAllowable } of stagedChecks) {
    if (needsCallsOf && !areCallsKnown[needsCallsOf]) continue
    if (isAllowable && allowDifferences) {
      const { rows } = await client.query<{ lines: number }>(
        `SELECT count(*)::float8 AS lines FROM (${sql}) AS allowed`,
      )
      allowed += rows[0]!.lines
      continue
    }
    await client.query(`DECLARE bad_line NO SCROLL CURSOR FOR ${orderedByLine(sql)}`, usesDate ? [date] : [])
    for (;;) {
      const { rows } = await client.query<{ line: string; value: string; detail: string | null }>(
        `FETCH ${rowsPerFetch} FROM bad_line`,
      )
      for (const { line, value, detail } of rows)
        badLines.add({ file, line: Number(line), column, reason, value, detail: detail ?? undefined })
      await badLines.keepUp()
      if (rows.length < rowsPerFetch) break
    }
    await client.query('CLOSE bad_line')
  }
  return allowed
}

const orderedByLine = (sql: string) => `SELECT * FROM (${sql}) AS bad ORDER BY line`
