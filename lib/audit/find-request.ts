import { getPrisma } from '@/lib/db/prisma'
import { addJapanDays, japanDateOf, japanInstant, type JapanDate } from '@/lib/time/japan-time'

/** How far back a request is looked for where nobody says since when. */
const usualDays = 31

/** One event of a request, as operators see it. */
export interface RequestEvent {
  at: Date
  kind: string
  actor: string
  contractNumber: string | null
  /** Of the account that it is about. */
  userId: string | null
  sourceAddress: string | null
  detail: Record<string, unknown>
}

/**
 * Finds what the audit trail has of a request, oldest first. The trail is found by time, so that the number needs no
 * index of its own, which each event would pay for.
 * @param requestId its number, which the customer sees as エラー番号.
 * @param since the first day looked at, of Japan; 31 days before `now` unless given.
 * @returns nothing where the request did nothing that is noted.
 */
export async function findRequest(
  requestId: string,
  since: JapanDate | undefined,
  now: Date,
): Promise<RequestEvent[]> {
  const from = since ?? addJapanDays(japanDateOf(now), -usualDays)
  const events = await getPrisma().securityEvent.findMany({
    where: { requestId, at: { gte: japanInstant(from, 0) } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  const accountIds = events.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]))
  const accounts = await getPrisma().account.findMany({
    where: { id: { in: accountIds } },
    select: { id: true, userId: true },
  })
  const userIdOf = new Map(accounts.map(({ id, userId }) => [id, userId]))
  return events.map(({ at, kind, actor, contractNumber, accountId, sourceAddress, detail }) => ({
    at,
    kind,
    actor,
    contractNumber,
    userId: accountId === null ? null : (userIdOf.get(accountId) ?? null),
    sourceAddress,
    detail: detail as Record<string, unknown>,
  }))
}
