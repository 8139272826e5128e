import type { Readable } from 'node:stream'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { PortalError, type Refusal } from '@/lib/errors'
import type { FileFormat } from '@/lib/files/file-format'
import type { UsageKind } from '@/lib/usage/search'
import { streamCsv, streamExcel } from '@/lib/usage/stream-file'
import { createTestUser } from './account'
import { useTestDatabase } from './connected-database'
import { insertManyCalls } from './many-calls'

export const source = { address: null, userAgent: null }
export const ticket = '6f1c7c5e-0d7e-4d0a-9a55-5f4a8f2a1c01'

/** The contract of these days: one with the most that a file holds, with one more, and with rows that fill every buffer. */
export const contractNumber = '77'
export const fullDay = '2026-02-01'
export const overfullDay = '2026-02-02'
export const wideDay = '2026-02-03'

export const searchOf = (date: string, by: UsageKind = 'call') =>
  ({ search: { startDate: date, startHour: 0, endDate: date, endHour: 23, output: 'csv', by } }) as const

const workbookWords = { recordsSheet: 'records', summarySheet: 'summary', summary: [] }

/** Opens the file of a day. @returns the code of the refusal where there is none. */
async function openOrRefuse(
  date: string,
  who: SignedInUser,
  format: FileFormat,
): Promise<Readable | Refusal['code']> {
  const download = { target: searchOf(date), ticket }
  const [csv, describe] = [{ encoding: 'utf-8', formulas: 'guarded' } as const, () => workbookWords]
  try {
    const opened =
      format === 'csv'
        ? streamCsv(who, { ...download, ...csv }, source, new Date())
        : streamExcel(who, { ...download, describe }, source, new Date())
    return (await opened).file
  } catch (error) {
    if (error instanceof PortalError) return error.refusal.code
    throw error
  }
}

/** @throws Error with the code of the refusal. */
async function openFile(date: string, who: SignedInUser, format: FileFormat): Promise<Readable> {
  const file = await openOrRefuse(date, who, format)
  if (typeof file === 'string') throw new Error(file)
  return file
}

/** A database with these days, a user of their contract, and how that user or another opens their files. */
export function useDownloadDays() {
  const { pool } = useTestDatabase()
  const made: { user?: SignedInUser } = {}
  beforeAll(async () => {
    made.user = await createTestUser({ contractNumber })
    await insertManyCalls(pool(), { contractNumber, date: fullDay, records: 10_000 })
    await insertManyCalls(pool(), { contractNumber, date: overfullDay, records: 10_001 })
    const wide = { records: 9_000, area: 'X'.repeat(2_000) }
    await insertManyCalls(pool(), { contractNumber, date: wideDay, ...wide })
  })
  return {
    pool,
    user: () => made.user!,
    open: (date: string, who = made.user!, format: FileFormat = 'csv') => openOrRefuse(date, who, format),
    openFile: (date: string, who = made.user!, format: FileFormat = 'csv') => openFile(date, who, format),
  }
}
