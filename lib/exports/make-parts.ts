import type { ClientBase } from 'pg'
import { copyUsage } from '@/lib/usage/copy-usage'
import type { UsageTotals } from '@/lib/usage/count'
import { targetKind, targetName, targetScope, type DownloadTarget } from '@/lib/usage/download-target'
import type { FileEncoding } from '@/lib/usage/file-encoding'
import type { FormulaChoice } from '@/lib/usage/formula-choice'
import { filePartRecords } from '@/lib/usage/limits'
import { cutParts } from './cut-parts'
import { writePart, type WrittenPart } from './write-part'

export interface PartOrder {
  contractNumber: string
  target: DownloadTarget
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

/** The records read and their totals do not agree: what was made is not to be believed. */
export class MismatchError extends Error {}

/**
 * Makes all files of a set in one pass over its records, in their order.
 * @param client in a transaction in which `totals` were read too: all is of one moment, and is held against them.
 * @param onRecords is told how many records went on, again and again.
 * @throws MismatchError
 */
export async function makeParts(
  client: ClientBase,
  order: PartOrder,
  totals: UsageTotals,
  onRecords: (count: number) => void,
): Promise<MadePart[]> {
  const { target, encoding, formulas } = order
  const lines = copyUsage(client, { ...targetScope(order, target), formulas })
  const parts: MadePart[] = []
  for await (const cut of cutParts(lines, filePartRecords, onRecords)) {
    const written = await writePart(cut.lines, targetKind(target), encoding)
    const part = parts.length + 1
    parts.push({
      ...written,
      part,
      name: targetName(target, part),
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
