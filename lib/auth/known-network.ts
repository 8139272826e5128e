import type { Database } from '@/lib/db/prisma'
import { networkOf } from '@/lib/http/client-address'

/**
 * Notes from where an account has signed in, in the transaction that does so and holds the account's row: of two sign-ins
 * at once, one is the first.
 * @param address null where the request has none: nothing is noted.
 * @returns whether the account has signed in before, and never from there. The very first sign-in is from no new place.
 */
export async function noteNetwork(
  db: Database,
  accountId: bigint,
  address: string | null,
  now: Date,
): Promise<boolean> {
  if (address === null) return false
  const isFirst = (await db.knownNetwork.findFirst({ where: { accountId } })) === null
  const { count } = await db.knownNetwork.createMany({
    data: { accountId, network: networkOf(address), firstSeenAt: now },
    skipDuplicates: true,
  })
  return count === 1 && !isFirst
}
