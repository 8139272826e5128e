import type { AccountUser } from '@/lib/auth/account-user'
import { requirePermission } from '@/lib/auth/permissions'
import { Prisma } from '@/lib/db/generated/client'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { comparedNames } from './compare-draft'
import type { ImportMode } from './draft'
import { isUuid } from './list-place'
import { numberNamesMax, type NamedNumber } from './number-name'

/** A name that an import would touch. */
export interface ComparedName extends NamedNumber {
  /** What stands there now; null for one that is added. */
  oldName: string | null
  oldDepartment: string | null
  oldAccountCode: string | null
}

export const comparedStates = ['added', 'changed', 'unchanged', 'absent'] as const
export type ComparedState = (typeof comparedStates)[number]

export interface ImportPreview {
  mode: ImportMode
  /** Of the list that it was compared with. */
  version: number
  /** Names in each state. Those absent from the draft stay, or are removed where the list is replaced. */
  counts: Record<ComparedState, number>
  /** The first names of each state but `unchanged`. */
  examples: Record<Exclude<ComparedState, 'unchanged'>, ComparedName[]>
  /** Names that the list would have, and may have. */
  total: number
  max: number
  /** Added numbers that the list has with a 0 before them: a spreadsheet has taken it off. */
  zerosLost: number
}

/** Names that are shown of each state. */
const examplesMax = 20

type Row = ComparedName & { state: ComparedState; count: number; zerosLost: number }

/**
 * Says what a draft of the account would change in the list of its contract as it is now; all of one moment.
 * @returns undefined for a draft that is not the account's.
 * @throws PortalError `notAllowed` for a reader.
 */
export async function previewImport(
  user: Pick<AccountUser, 'accountId' | 'contractNumber' | 'role'>,
  id: string,
): Promise<ImportPreview | undefined> {
  requirePermission(user, 'changeNumberNames')
  if (!isUuid(id)) return undefined
  const { accountId, contractNumber } = user
  return getPrisma().$transaction(
    async (db) => {
      const draft = await db.numberDraft.findUnique({ where: { id, accountId }, select: { mode: true } })
      if (!draft) return undefined
      const list = await db.numberList.findUnique({ where: { contractNumber } })
      const rows = await compare(db, contractNumber, id)
      const mode = draft.mode as ImportMode
      const counts = countStates(rows)
      const { added, changed, unchanged, absent } = counts
      const shown = (state: ComparedState) => rows.filter((row) => row.state === state)
      return {
        mode,
        version: list?.version ?? 0,
        counts,
        examples: { added: shown('added'), changed: shown('changed'), absent: shown('absent') },
        total: added + changed + unchanged + (mode === 'merge' ? absent : 0),
        max: numberNamesMax,
        zerosLost: rows[0]?.zerosLost ?? 0,
      }
    },
    { isolationLevel: 'RepeatableRead' },
  )
}

const countStates = (rows: Row[]) =>
  Object.fromEntries(
    comparedStates.map((state) => [state, rows.find((row) => row.state === state)?.count ?? 0]),
  ) as Record<ComparedState, number>

/** The first names of each state, each with the figures of all. SQL, see `comparedNames`. */
const compare = (db: Database, contractNumber: string, id: string) => db.$queryRaw<Row[]>`
  ${comparedNames(contractNumber, id)}
  SELECT number, name, department, account_code AS "accountCode", old_name AS "oldName",
         old_department AS "oldDepartment", old_account_code AS "oldAccountCode", state, count, "zerosLost"
  FROM (
    SELECT compared.*, count(*) OVER (PARTITION BY state)::int AS count,
           row_number() OVER (PARTITION BY state ORDER BY number) AS place,
           (SELECT count(*) FROM compared AS one JOIN stored ON stored.number = '0' || one.number
            WHERE one.state = 'added')::int AS "zerosLost"
    FROM compared
  ) AS counted
  WHERE place <= ${examplesMax}
  ORDER BY state, number`

/** How many names an import has added, changed and removed. */
export type ChangeCounts = Record<'added' | 'changed' | 'removed', number>

/** Counts what a draft would change, of the moment of the transaction. SQL, see `comparedNames`. */
export async function countChanges(
  db: Database,
  contractNumber: string,
  id: string,
): Promise<Record<ComparedState, number>> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    ${comparedNames(contractNumber, id)}
    SELECT state, count(*)::int AS count FROM compared GROUP BY state`)
  return countStates(rows)
}
