import { getPrisma, type Database } from '@/lib/db/prisma'
import { defaultFileEncoding } from '@/lib/files/file-encoding'
import { defaultFileFormat } from '@/lib/files/file-format'
import { hasNames } from '@/lib/numbers/names-of'
import type { UsageFileScope } from './copy-usage'
import type { FileChoices } from './last-choices'
import { namesLoss } from './names-loss'
import { outputFit } from './outputs'
import type { UsageOutput } from './search'
import { shiftJisLoss } from './shift-jis-loss'

/** What the form of a file says of it. */
export interface FileFacts {
  /** Characters of it that become 〓 in Shift_JIS, in the columns that every file has … */
  charactersLost: number
  /** … and in those of names, where it has them. */
  nameCharactersLost: number
  /** Whether the contract has given any number a name. */
  isNamed: boolean
}

/** What the form of a file begins with, and says of it. */
export type FileOffer = FileFacts & Required<FileChoices>

export const noFileFacts: FileFacts = { charactersLost: 0, nameCharactersLost: 0, isNamed: false }

/**
 * Finds out what there is to say of the file that an output makes of a result.
 * @param records how many the result has.
 * @returns `noFileFacts` where the output does not hold them: there is no file then, and nothing is read.
 */
export async function readFileFacts(
  scope: UsageFileScope,
  records: number,
  output: Exclude<UsageOutput, 'screen'>,
  db: Database = getPrisma(),
): Promise<FileFacts> {
  if (outputFit(records, output) !== 'fits') return noFileFacts
  const isNamed = await hasNames(scope.contractNumber, db)
  return {
    charactersLost: await shiftJisLoss(scope, db),
    nameCharactersLost: isNamed ? await namesLoss(scope, db) : 0,
    isNamed,
  }
}

/** What the form of a file begins with where its account took the last one so. */
export const fileOffer = (last: FileChoices, facts: FileFacts): FileOffer => ({
  format: last.format ?? defaultFileFormat,
  encoding: last.encoding ?? defaultFileEncoding,
  withNames: last.withNames ?? false,
  ...facts,
})
