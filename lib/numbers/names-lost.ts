import { getPrisma, type Database } from '@/lib/db/prisma'
import { charactersLost } from '@/lib/files/shift-jis'

/**
 * Finds the names of a contract that Shift_JIS does not have all characters of.
 *
 * SQL, since a list may have `numberNamesMax` names, and row by row they take ten times as long: their texts come as one,
 * and where Shift_JIS lacks one of its characters, the names that hold such a character do.
 * @returns by number, how many characters of its name, department and account code become 〓; above 0.
 */
export async function namesLostInShiftJis(
  contractNumber: string,
  db: Database = getPrisma(),
): Promise<Map<string, number>> {
  const [list] = await db.$queryRaw<{ texts: string | null }[]>`
    SELECT string_agg(name || department || account_code, '') AS texts
    FROM number_name WHERE contract_number = ${contractNumber}`
  const lost = [...new Set(list?.texts)].filter((character) => charactersLost(character) > 0)
  if (lost.length === 0) return new Map()

  // None of them is ASCII, so none has a meaning of its own there.
  const names = await db.$queryRaw<{ number: string; text: string }[]>`
    SELECT number, name || department || account_code AS text
    FROM number_name WHERE contract_number = ${contractNumber}
      AND name || department || account_code ~ ${`[${lost.join('')}]`}`
  return new Map(names.map(({ number, text }) => [number, charactersLost(text)]))
}
