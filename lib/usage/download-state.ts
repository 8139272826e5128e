import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma, type Database } from '@/lib/db/prisma'

/** How a download that a page began stands: not come in yet, being read, read to its end, or broken off. */
export type DownloadState = 'unknown' | 'making' | 'completed' | 'broken'

/** How often the process of a download says that it is still at it. */
export const heartbeatSeconds = 15

/** A download whose process has said nothing for so long is broken: the process is gone. */
const silentSecondsMax = 45

const keptMilliseconds = 86_400_000

type Owner = Pick<AccountUser, 'accountId'>

/** Looks up a download of the user's own by the ticket that its page gave it. */
export async function downloadState({ accountId }: Owner, ticket: string, now: Date): Promise<DownloadState> {
  const download = await getPrisma().download.findFirst({
    where: { accountId, ticket },
    orderBy: { id: 'desc' },
  })
  if (!download) return 'unknown'
  const isSilent = now.getTime() - download.seenAt.getTime() > silentSecondsMax * 1_000
  return download.state === 'making' && isSilent ? 'broken' : (download.state as DownloadState)
}

/** Adds the row of a download. */
export async function beginDownload(
  { accountId }: Owner,
  ticket: string | undefined,
  now: Date,
  db: Database,
): Promise<bigint> {
  const { id } = await db.download.create({ data: { accountId, ticket, startedAt: now, seenAt: now } })
  return id
}

/** Says that a download is still being read. */
export async function keepDownloadAlive(id: bigint, now: Date): Promise<void> {
  await getPrisma().download.updateMany({ where: { id, state: 'making' }, data: { seenAt: now } })
}

/** Notes how a download ended. @returns whether it was not noted yet. */
export async function endDownload(
  id: bigint,
  state: 'completed' | 'broken',
  now: Date,
  db: Database,
): Promise<boolean> {
  const { count } = await db.download.updateMany({
    where: { id, state: 'making' },
    data: { state, endedAt: now },
  })
  return count === 1
}

/** Deletes the account's rows of downloads that began more than a day ago: no page asks for them any more. */
export async function forgetOldDownloads({ accountId }: Owner, now: Date, db: Database): Promise<void> {
  const oldest = new Date(now.getTime() - keptMilliseconds)
  await db.download.deleteMany({ where: { accountId, startedAt: { lt: oldest } } })
}
