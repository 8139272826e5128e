import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { takeStrike } from '@/lib/auth/sign-in-guard'

/** A process of its own, with keys of its own: takes strikes at once when it is told to, and says how many of each user ID it got. */
let pool: ReturnType<typeof connectDatabase> | undefined

process.on(
  'message',
  async (order: { databaseUrl: string; userIds: string[]; strikes: number; at: string }) => {
    pool ??= connectDatabase(order.databaseUrl)
    await getPrisma().$connect()
    const take = (userId: string) => takeStrike(getPrisma(), { userId, isKnown: true }, new Date(order.at))
    const takeAll = async (userId: string) => {
      const strikes = await Promise.all(Array.from({ length: order.strikes }, () => take(userId)))
      return strikes.filter(({ outcome }) => outcome === 'taken').length
    }
    process.send?.(await Promise.all(order.userIds.map(takeAll)))
  },
)
process.send?.('loaded')
