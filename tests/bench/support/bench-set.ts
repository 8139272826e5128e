import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { requestExport } from '@/lib/exports/request-export'
import { PlainError } from '@/lib/plain-error'
import type { UsageSearch } from '@/lib/usage/search'
import { benchUserId } from './bench-portal'

const pollMilliseconds = 50

/** A set of files that a worker has made. */
export interface MadeSet {
  /** From the worker's start to ready. */
  milliseconds: number
  /** From the request to the worker's start. */
  untilStart: number
}

/**
 * Asks for a bulk export as the bench's own account, in place of the one before.
 * @param client of the database that `connectDatabase` was called for.
 * @returns its id.
 */
export async function orderSet(client: Client, contractNumber: string, search: UsageSearch): Promise<string> {
  const { rows: accounts } = await client.query<{ account_id: string; export_id: string | null }>(
    `SELECT account_id, export_id FROM account LEFT JOIN export_request USING (account_id) WHERE user_id = $1`,
    [benchUserId],
  )
  const { account_id, export_id } = accounts[0]!
  const user = {
    accountId: BigInt(account_id),
    userId: benchUserId,
    contractNumber,
    contractName: '',
    role: 'administrator' as const,
    masksNumbers: false,
    callers: 'all' as const,
  }
  const replace = export_id ?? undefined
  const order = { search, encoding: 'utf-8', formulas: 'guarded', locale: 'ja', replace } as const
  const requested = await requestExport(user, order, { address: null, userAgent: null }, new Date())
  if (requested.outcome !== 'taken')
    throw new PlainError(`The bulk export was not taken: ${requested.outcome}.`)
  return requested.exportId
}

/** Waits until a worker has made a set. */
export async function whenReady(client: Client, exportId: string): Promise<MadeSet> {
  for (;;) {
    const { rows } = await client.query<{ state: string; milliseconds: number; until_start: number }>(
      `SELECT state, extract(epoch FROM finished_at - started_at)::float8 * 1000 AS milliseconds,
              extract(epoch FROM started_at - requested_at)::float8 * 1000 AS until_start
       FROM export_request WHERE export_id = $1`,
      [exportId],
    )
    const { state, milliseconds, until_start } = rows[0]!
    if (state === 'ready') return { milliseconds, untilStart: until_start }
    if (state === 'failed') throw new PlainError('The bulk export failed.')
    await pause(pollMilliseconds)
  }
}
