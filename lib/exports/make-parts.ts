import type { ClientBase } from 'pg'
import { copyUsage } from '@/lib/usage/copy-usage'
import type { UsageTotals } from '@/lib/usage/count'
import type { FileEncoding } from '@/lib/usage/file-encoding'
import type { FormulaChoice } from '@/lib/usage/formula-choice'
import { usageFileName } from '@/lib/usage/file-name'
import { filePartRecords } from '@/lib/usage/limits'
import { periodInstants } from '@/lib/usage/period'
import type { UsageSearch } from '@/lib/usage/search'
import { cutParts } from './cut-parts'
import { writePart, type WrittenPart } from './write-part'

export interface PartOrder {
  contractNumber: string
  search: UsageSearch
  encoding: FileEncoding
  formulas: FormulaChoice
}

export interface MadePart extends WrittenPart {
  part: number
  name: string
  records: number
  /** yen */
  charge: bigint
}

/** The records read and the totals of their hours do not agree: what was made is not to be believed. */
export class MismatchError extends Error {}

/**
 * Makes all files of a set in one pass over its records, in their order.
 * @param client in a transaction in which `totals` were read too: all is of one moment, and is held against them.
 * @param onRecords is told how many records went on, again and again.
 * @throws MismatchError
 */
export async function makeParts(
  client: ClientBase,
  { contractNumber, search, encoding, formulas }: PartOrder,
  totals: UsageTotals,
  onRecords: (count: number) => void,
): Promise<MadePart[]> {
  const kind = search.by
  const lines = copyUsage(client, { contractNumber, kind, period: periodInstants(search), formulas })
  const parts: MadePart[] = []
  for await (const cut of cutParts(lines, filePartRecords, onRecords)) {
    const written = await writePart(cut.lines, kind, encoding)
    const part = parts.length + 1
    parts.push({
      ...written,
      part,
      name: usageFileName(search, part),
      records: cut.records,
      charge: cut.charge,
    })
  }
  const records = parts.reduce((sum, part) => sum + part.records, 0)
  const charge = parts.reduce((sum, part) => sum + part.charge, 0n)
  if (records !== totals.records || charge !== totals.charge)
    throw new MismatchError(`${records} records of ${totals.records}, ${charge} yen of ${totals.charge}`)
  return parts
}
