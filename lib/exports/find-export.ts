import type { AccountUser, RecordAccess } from '@/lib/auth/account-user'
import { limitedTo } from '@/lib/auth/seen-callers'
import type { ExportRequest } from '@/lib/db/generated/client'
import { getPrisma, type Database } from '@/lib/db/prisma'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import { monthOfDatabaseDay, type JapanMonth } from '@/lib/time/japan-month'
import { callCorrectedSince, correctedSince, type Correction } from '@/lib/usage/corrections'
import type { UsageTotals } from '@/lib/usage/totals'
import type { DownloadTarget } from '@/lib/usage/download-target'
import type { ExportFailure } from './export-failures'
import type { ExportState } from './export-states'
import {
  openStates,
  storedEncoding,
  storedFailure,
  storedFormulas,
  storedState,
  storedTarget,
  storedTotals,
} from './stored-export'

/** Whose sets a request may see: the account's own, of its own contract, made with what the account may see now. */
export type ExportOwner = Pick<AccountUser, 'accountId' | keyof RecordAccess>

export interface ExportFileInfo {
  part: number
  name: string
  records: number
  sizeBytes: number
  sha256: string
  /** yen */
  charge: bigint
  downloadedAt: Date | null
}

export interface ExportSet {
  exportId: string
  state: ExportState
  failure: ExportFailure | null
  target: DownloadTarget
  encoding: FileEncoding
  formulas: FormulaChoice
  withNames: boolean
  /** To which its account was limited; none where it has all of the contract. */
  departments: string[]
  /** Of a set that was asked for by itself (毎月の自動作成): of which month it is. */
  standingMonth?: JapanMonth
  recordsTotal: number
  recordsDone: number
  /** Of a waiting set: how many sets come before it. */
  waitingBefore: number
  requestedAt: Date
  asOf: Date | null
  /** The newest line of the import log at that moment. */
  asOfImportId: bigint | null
  finishedAt: Date | null
  expiresAt: Date | null
  /** Of a set that was made. */
  totals: UsageTotals | null
  /** Of a ready set, in their order. */
  files: ExportFileInfo[]
}

export type ReadySet = ExportSet & {
  state: 'ready'
  totals: UsageTotals
} & Record<'asOf' | 'finishedAt' | 'expiresAt', Date>

/** The user's set; undefined where there is none. @param db a transaction, where it must be of the same moment. */
export async function findExport(
  owner: ExportOwner,
  now: Date,
  db: Database = getPrisma(),
): Promise<ExportSet | undefined> {
  const row = await db.exportRequest.findUnique({
    where: {
      accountId: owner.accountId,
      contractNumber: owner.contractNumber,
      masksNumbers: owner.masksNumbers,
      departments: { equals: limitedTo(owner.callers) },
    },
    include: { files: { omit: { exportId: true, content: true }, orderBy: { part: 'asc' } } },
  })
  if (!row || !isSeen(row, owner)) return undefined
  const state = storedState.parse(row.state)
  const isExpired = state === 'ready' && row.expiresAt !== null && row.expiresAt <= now
  return {
    exportId: row.id,
    state: isExpired ? 'expired' : state,
    failure: storedFailure.parse(row.failure),
    target: storedTarget(row),
    encoding: storedEncoding.parse(row.encoding),
    formulas: storedFormulas.parse(row.formulas),
    withNames: row.withNames,
    departments: row.departments,
    standingMonth: row.standingMonth ? monthOfDatabaseDay(row.standingMonth) : undefined,
    recordsTotal: row.recordsTotal,
    recordsDone: row.recordsDone,
    waitingBefore: state === 'waiting' ? await countBefore(db, row) : 0,
    requestedAt: row.requestedAt,
    asOf: row.asOf,
    asOfImportId: row.asOfImportId,
    finishedAt: row.finishedAt,
    expiresAt: row.expiresAt,
    totals: row.totals === null ? null : storedTotals.parse(row.totals),
    files: state === 'ready' && !isExpired ? row.files : [],
  }
}

/** Whether an account sees each number that a set was asked for: one that has left its departments since is lost with it. */
function isSeen({ callerNumbers }: Pick<ExportRequest, 'callerNumbers'>, { callers }: ExportOwner): boolean {
  if (callers === 'all') return true
  const seen = new Set(callers.numbers)
  return callerNumbers.every((number) => seen.has(number))
}

/** Counts the sets that are made before a waiting one. */
function countBefore(db: Database, { id, requestedAt }: Pick<ExportRequest, 'id' | 'requestedAt'>) {
  return db.exportRequest.count({
    where: {
      state: { in: openStates },
      OR: [{ requestedAt: { lt: requestedAt } }, { requestedAt, id: { lt: id } }],
    },
  })
}

/** A set whose files can be downloaded, by its id; undefined for another's, and for one that is not ready. */
export async function findReadySet(
  owner: ExportOwner,
  exportId: string,
  now: Date,
): Promise<ReadySet | undefined> {
  const set = await findExport(owner, now)
  return set?.exportId === exportId && set.state === 'ready' ? (set as ReadySet) : undefined
}

/** The user's set that a new request would delete, where there is one that holds something: the form shows it. */
export async function findReplaceableExport(owner: ExportOwner, now: Date): Promise<ExportSet | undefined> {
  const set = await findExport(owner, now)
  return set && holdsSomething(set) ? set : undefined
}

/** Whether replacing a set would take something from its owner. */
export const holdsSomething = ({ state }: ExportSet) =>
  state === 'waiting' || state === 'running' || state === 'ready'

/** The latest load of the data that a set of a contract came from, where there was one after its moment. */
export async function correctionOf(
  contractNumber: string,
  { target, asOfImportId }: ExportSet,
): Promise<Correction | undefined> {
  if (asOfImportId === null) return undefined
  return 'search' in target
    ? correctedSince(contractNumber, target.search, asOfImportId)
    : callCorrectedSince(target.call, asOfImportId)
}
