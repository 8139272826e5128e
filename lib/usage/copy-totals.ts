import type { ClientBase } from 'pg'
import type { RecordAccess } from '@/lib/auth/account-user'
import type { CallDestinations } from './call-destinations'
import { hourConditionsText, isInHours, recordConditionsText } from './conditions-where'
import type { UsageTotals } from './totals'
import { recordMeasures } from './count-records'
import { targetKind, type DownloadTarget } from './download-target'
import { periodInstants } from './period'

type Row = Record<keyof UsageTotals, string>

/**
 * Counts and totals the records of a target on the connection that `copyUsage` reads them on.
 *
 * SQL on that connection, since Prisma cannot share it: the figures of a file and its rows must be of one moment.
 * @param client in a transaction at REPEATABLE READ.
 */
export async function copyTotals(
  client: ClientBase,
  owner: RecordAccess,
  target: DownloadTarget,
): Promise<UsageTotals> {
  const { text, values } = 'search' in target ? ofSearch(owner, target) : ofCall(owner, target)
  const { rows } = await client.query<Row>(text, values)
  const totals = rows[0]!
  return {
    records: Number(totals.records),
    destinations: BigInt(totals.destinations),
    acceptedPages: BigInt(totals.acceptedPages),
    sentPages: BigInt(totals.sentPages),
    billedPages: BigInt(totals.billedPages),
    charge: BigInt(totals.charge),
  }
}

/**
 * Counts the destinations of a call on that connection, no more than `recordsMax` of them.
 *
 * SQL there for the same reason.
 * @param client see `copyTotals`.
 */
export async function copyCallCount(
  client: ClientBase,
  access: RecordAccess,
  { callId }: Pick<CallDestinations, 'callId'>,
  recordsMax: number,
): Promise<number> {
  const { rows } = await client.query<{ records: number }>(
    `SELECT count(*)::int AS records FROM (
       SELECT destination_no FROM usage_destination WHERE contract_number = $1 AND call_id = $2 ${seenText(access)} LIMIT $3
     ) AS counted`,
    [access.contractNumber, callId, recordsMax],
  )
  return rows[0]!.records
}

/** Of which callers, as the end of a condition. */
const seenText = (access: RecordAccess) =>
  recordConditionsText('destination', access)
    .map((condition) => `AND ${condition}`)
    .join(' ')

function ofSearch(
  { contractNumber, callers }: RecordAccess,
  target: Extract<DownloadTarget, { search: unknown }>,
) {
  const { from, until } = periodInstants(target.search)
  const conditions = target.search.filter?.conditions
  const kind = targetKind(target)
  if (!isInHours({ callers, conditions })) {
    const narrowed = recordConditionsText(kind, { callers, conditions }).join(' AND ')
    return {
      text: `SELECT ${recordMeasures[kind]} FROM usage_${kind}
             WHERE contract_number = $1 AND called_at >= $2 AND called_at < $3 AND ${narrowed}`,
      values: [contractNumber, from, until],
    }
  }
  const narrowed = hourConditionsText(conditions).map((condition) => ` AND ${condition}`)
  return {
    text: `SELECT coalesce(sum(records), 0) AS records, coalesce(sum(destinations), 0) AS destinations,
                  coalesce(sum(accepted_pages), 0) AS "acceptedPages", coalesce(sum(sent_pages), 0) AS "sentPages",
                  coalesce(sum(billed_pages), 0) AS "billedPages", coalesce(sum(charge), 0) AS charge
           FROM usage_hour WHERE contract_number = $1 AND kind = $2 AND hour_at >= $3 AND hour_at < $4
           ${narrowed.join('')}`,
    values: [contractNumber, kind, from, until],
  }
}

function ofCall(access: RecordAccess, target: Extract<DownloadTarget, { call: unknown }>) {
  const { callId, numbers } = target.call
  return {
    text: `SELECT ${recordMeasures.destination} FROM usage_destination
           WHERE contract_number = $1 AND call_id = $2 ${seenText(access)} ${numbers ? 'AND destination_no BETWEEN $3 AND $4' : ''}`,
    values: [access.contractNumber, callId, ...(numbers ? [numbers.from, numbers.to] : [])],
  }
}
