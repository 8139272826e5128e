import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import type { NamedNumber } from '@/lib/numbers/number-name'
import type { DownloadTarget } from '@/lib/usage/download-target'
import type { UsagePeriod } from '@/lib/usage/period'
import type { UsageKind, UsageSearch } from '@/lib/usage/search'
import { streamCsv } from '@/lib/usage/stream-file'
import { anyPeriodOf, randomDays, useRandomUsage } from './random-usage'

const { firstDay, days } = randomDays

/** All of the random usage. */
export const wholePeriod = { startDate: firstDay, startHour: 0, endDate: '2026-02-02', endHour: 23 }

/** Characters outside of Shift_JIS. */
export const outside = '서울😀𠮷'
/** What a spreadsheet, a CSV, Shift_JIS or COPY could stumble over. */
export const oddTexts = [
  ...['本社 総務FAX', '=1+1', '"引用",読点', '0312345678901', '0012', `支店${outside}`, '-----', "'=1"],
  ...['@userco.jp', '\\N', '\\.', '髙﨑①', ' 前後 ', 'NULL', '１＋１', '〓'],
]
const anyText = fc.constantFrom(...oddTexts)
const maybe = fc.oneof(anyText, fc.constant(''))
const anyLabel = fc.record({ name: anyText, department: maybe, accountCode: maybe })

export const anyKind = fc.constantFrom<UsageKind>('call', 'destination')
export const anyPeriod = anyPeriodOf(firstDay, days)

interface FileOrder {
  encoding: FileEncoding
  formulas: FormulaChoice
  withNames: boolean
}
export const guarded = { encoding: 'utf-8', formulas: 'guarded', withNames: true } as const

export const searchOf = (period: UsagePeriod, by: UsageKind, more: Partial<UsageSearch> = {}) => ({
  search: { ...period, output: 'csv', by, ...more } as UsageSearch,
})

/** A database with random usage of two contracts, with what gives names to the numbers of contract 04 and makes its files. */
export function useNamedUsage() {
  const { pool, user } = useRandomUsage()
  const source = { address: null, userAgent: null }

  const csvOf = async (target: DownloadTarget, order: FileOrder) =>
    buffer((await streamCsv(user(), { target, ...order }, source, new Date())).file)

  const usedNumbers = async (): Promise<string[]> => {
    const { rows } = await pool().query<{ number: string }>(
      `SELECT DISTINCT caller_number AS number FROM usage_call WHERE contract_number = '04'
       UNION SELECT DISTINCT callee_number FROM usage_destination
       WHERE contract_number = '04' AND callee_number IS NOT NULL ORDER BY 1`,
    )
    return rows.map(({ number }) => number)
  }

  /** Names of some of the numbers that the contract has used, and of one that it has not. */
  const anyNames = async (): Promise<fc.Arbitrary<NamedNumber[]>> => {
    const numbers = fc.subarray([...(await usedNumbers()), '0000000000000'], { minLength: 1 })
    return numbers.chain((chosen) =>
      fc
        .array(anyLabel, { minLength: chosen.length, maxLength: chosen.length })
        .map((labels) => labels.map((label, index) => ({ number: chosen[index]!, ...label }))),
    )
  }

  return { pool, user, csvOf, usedNumbers, anyNames }
}
