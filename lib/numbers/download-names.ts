import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import type { FileEncoding } from '@/lib/files/file-encoding'
import { seenNumber } from './mask-number'
import { seenNames } from './seen-names'
import { writeNames } from './write-names'

/**
 * Makes the CSV file of the list of the user's own contract, all that the user sees of it; of an empty one, its heading
 * row. Its numbers are as the user sees them. The download is noted in the audit trail.
 * @throws PortalError `namesNotInShiftJis`, see `writeNames`.
 */
export async function downloadNames(
  user: AccountUser,
  encoding: FileEncoding,
  source: RequestSource,
  now: Date,
): Promise<Buffer> {
  const names = await getPrisma().numberName.findMany({
    where: seenNames(user),
    orderBy: { number: 'asc' },
    select: { number: true, name: true, department: true, accountCode: true },
  })
  const seen = names.map((name) => ({ ...name, number: seenNumber(name.number, user) }))
  const file = writeNames(seen, encoding)
  await recordEvent(getPrisma(), {
    ...eventOf(user, source, now),
    kind: 'numberNamesDownloaded',
    detail: { records: names.length, encoding },
  })
  return file
}
