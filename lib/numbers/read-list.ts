import type { AccountUser, RecordAccess } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import type { Prisma } from '@/lib/db/generated/client'
import type { ListPlace, NameCursor } from './list-place'
import { seenNumber } from './mask-number'
import { findSearch } from './search-names'
import { seenNames } from './seen-names'
import type { StoredName } from './stored-name'

/** Names on one page. */
const pageNames = 50

/** One page of the list as the account sees it, by number. */
export interface NamePage {
  names: StoredName[]
  /** Names of all that the account sees. */
  listTotal: number
  /** Names that are searched for, on all pages. */
  total: number
  /** Of them, those before this page. */
  namesBefore: number
  /** What is searched for. */
  text?: string
  back?: NameCursor
  next?: NameCursor
}

/**
 * Reads one page of the list of the user's own contract, or of what the account searches in it. A page begins after the
 * name that its cursor names, so that what is added or removed meanwhile moves nothing.
 * @returns what is not there: `search` for one that is not the account's or is older than a day, `cursor` for a name
 *   that was removed.
 */
export async function readList(
  user: Pick<AccountUser, 'accountId' | keyof RecordAccess>,
  { search, cursor }: ListPlace,
): Promise<NamePage | 'search' | 'cursor'> {
  const { numberName } = getPrisma()
  const text = search === undefined ? undefined : await findSearch(user, search)
  if (search !== undefined && text === undefined) return 'search'
  const at = cursor && (await numberOf(user, cursor.id))
  if (cursor && at === undefined) return 'cursor'

  const isBack = cursor?.direction === 'before'
  const scope = scopeOf(user, text)
  const beyond = at === undefined ? {} : { number: isBack ? { lt: at } : { gt: at } }
  const [listTotal, total, onThatSide, found] = await Promise.all([
    numberName.count({ where: seenNames(user) }),
    numberName.count({ where: scope }),
    at === undefined
      ? 0
      : numberName.count({ where: { AND: [scope, { number: isBack ? { lt: at } : { lte: at } }] } }),
    numberName.findMany({
      where: { AND: [scope, beyond] },
      orderBy: { number: isBack ? 'desc' : 'asc' },
      take: pageNames + 1,
    }),
  ])
  const hasMore = found.length > pageNames
  const names = found.slice(0, pageNames)
  if (isBack) names.reverse()
  const [first, last] = [names[0], names.at(-1)]
  const namesBefore = isBack ? onThatSide - names.length : onThatSide
  return {
    names: names.map((name) => ({ ...name, number: seenNumber(name.number, user) })),
    listTotal,
    total,
    namesBefore,
    text,
    back: namesBefore > 0 && first ? { direction: 'before', id: first.id } : undefined,
    next: (isBack || hasMore) && last ? { direction: 'after', id: last.id } : undefined,
  }
}

async function numberOf(user: RecordAccess, id: string): Promise<string | undefined> {
  const where = { ...seenNames(user), id }
  return (await getPrisma().numberName.findFirst({ where, select: { number: true } }))?.number
}

/**
 * The names in which each word of a text occurs, whatever the column; all names without a text. Numbers that are masked
 * are not looked at: digit by digit they would be found out.
 */
function scopeOf(user: RecordAccess, text: string | undefined): Prisma.NumberNameWhereInput {
  const words = text?.split(/\s+/).filter((word) => word !== '') ?? []
  return {
    ...seenNames(user),
    AND: words.map((word) => {
      // Prisma passes on what LIKE takes for any character.
      const holds = { contains: word.replace(/[\\%_]/g, String.raw`\$&`), mode: 'insensitive' as const }
      return {
        OR: [
          ...(user.masksNumbers ? [] : [{ number: holds }]),
          { name: holds },
          { department: holds },
          { accountCode: holds },
        ],
      }
    }),
  }
}
