import { verifyUsage } from '@/lib/ingest/verify-usage'
import { useImports } from './imports'
import { emptyUsage, largeFiles, type FileContents } from './usage-files'

export const october31 = '2026-10-31'
export const november1 = '2026-11-01'

/** A day to be damaged, as files; the same ones each time. */
export const wholeDay = (date: string): FileContents =>
  largeFiles({ contractNumbers: ['04', '05'], destinations: 400, seed: 'verify', date })

/** A database that holds both days, and no other usage, at the beginning of each test. */
export function useWholeDays() {
  const { pool, load } = useImports()
  beforeEach(async () => {
    await emptyUsage(pool())
    for (const date of [october31, november1]) await load(wholeDay(date), { date })
  })
  const silent = { verifying: () => {}, waiting: () => {} }
  const verify = (options: Parameters<typeof verifyUsage>[0] = {}) => verifyUsage(options, silent)
  return { pool, load, verify }
}

const oneOf = (table: string, condition: string) =>
  `(SELECT tableoid, ctid FROM ${table} WHERE ${condition} LIMIT 1)`
const update = (table: string, change: string, condition: string) =>
  `UPDATE ${table} SET ${change} WHERE ${condition} AND (tableoid, ctid) IN ${oneOf(table, condition)}`
const remove = (table: string, condition: string) =>
  `DELETE FROM ${table} WHERE ${condition} AND (tableoid, ctid) IN ${oneOf(table, condition)}`

/** Of contract 04. */
export const ofNovember = "contract_number = '04' AND usage_date = '2026-11-01'"
const monthOfNovember = "contract_number = '04' AND month = '2026-11-01'"
const callOfNovember = "contract_number = '04' AND called_at >= '2026-11-01 00:00+09'"

interface Damage {
  sql: string
  /** What is found besides, and whether a repair of the totals mends all of it. */
  found: string[]
  isMended: boolean
}

/** Damages, each to contract 04 on November 1. */
export const damages = {
  'a lost destination': {
    sql: remove('usage_destination', ofNovember),
    found: ['destination hours records', 'destination log records'],
    isMended: false,
  },
  'a lost call': {
    sql: remove('usage_call', callOfNovember),
    found: ['call hours records', 'call hours destinations', 'call log records'],
    isMended: false,
  },
  'a changed charge': {
    sql: update('usage_destination', 'charge = charge + 1', ofNovember),
    found: ['destination hours charge', 'destination log charge'],
    isMended: false,
  },
  'a changed number of pages': {
    sql: update('usage_call', 'accepted_pages = accepted_pages + 1', callOfNovember),
    found: ['call hours accepted_pages', 'call log checksum'],
    isMended: false,
  },
  'a destination that nobody loaded': {
    sql: `INSERT INTO usage_destination SELECT contract_number, called_at, call_id, 99999, usage_date, communication_type,
            caller_number, callee_number, area, paper_mode, sent_pages, billed_pages, call_type, charge
          FROM usage_destination WHERE ${ofNovember} LIMIT 1`,
    found: ['destination hours records', 'destination log records'],
    isMended: false,
  },
  'a row moved to another hour': {
    sql: update(
      'usage_call',
      `called_at = '2026-11-01 03:00+09'`,
      `${callOfNovember} AND called_at >= '2026-11-01 09:00+09' AND called_at < '2026-11-01 10:00+09'`,
    ),
    found: ['call hours records', 'call log checksum'],
    isMended: false,
  },
  'a time moved within its hour': {
    sql: update(
      'usage_destination',
      // Of functions that no setting changes: others are not taken for tables that are spread.
      `called_at = (called_at AT TIME ZONE 'UTC' + CASE WHEN extract(minute FROM called_at AT TIME ZONE 'UTC') < 59
         THEN interval '1 minute' ELSE interval '-1 minute' END) AT TIME ZONE 'UTC'`,
      ofNovember,
    ),
    found: ['destination log checksum'],
    isMended: false,
  },
  'a changed 着信番号': {
    sql: update('usage_destination', `callee_number = callee_number || '1'`, ofNovember),
    found: ['destination log checksum'],
    isMended: false,
  },
  'a lost 着信番号 of a call': {
    sql: update('usage_call', 'callee_number = NULL', `${callOfNovember} AND callee_number IS NOT NULL`),
    found: ['call log checksum'],
    isMended: false,
  },
  'a changed 割引種別': {
    sql: update('usage_call', `discount_type = '深夜割引'`, callOfNovember),
    found: ['call log checksum'],
    isMended: false,
  },
  'a lost hour': {
    sql: remove('usage_hour', `${ofNovember} AND kind = 'call'`),
    found: ['call hours records', 'call hours charge', 'call hours sent_pages'],
    isMended: true,
  },
  'an hour of nothing': {
    sql: `INSERT INTO usage_hour
          SELECT contract_number, kind, '2026-11-01 02:00+09', usage_date, 1, 0, 0, 0, 0, 0, communication_type, area,
                 rate_type
          FROM usage_hour WHERE ${ofNovember} AND kind = 'call' LIMIT 1`,
    found: ['call hours records'],
    isMended: true,
  },
  'a wrong total': {
    sql: update('usage_hour', 'billed_pages = billed_pages + 1', `${ofNovember} AND kind = 'destination'`),
    found: ['destination hours billed_pages'],
    isMended: true,
  },
  'a total under another 対地名': {
    sql: update('usage_hour', `area = 'NOWHERE'`, `${ofNovember} AND kind = 'call'`),
    found: ['call hours records', 'call hours charge'],
    isMended: true,
  },
  'a changed 発信番号': {
    sql: update('usage_call', `caller_number = '0000'`, callOfNovember),
    found: ['call callers records', 'call callers charge', 'call log checksum'],
    isMended: false,
  },
  'a lost total of a 発信番号': {
    sql: remove('usage_caller_day', `${ofNovember} AND kind = 'destination'`),
    found: ['destination callers records', 'destination callers charge'],
    isMended: true,
  },
  'a wrong total of a 発信番号': {
    sql: update('usage_caller_day', 'sent_pages = sent_pages + 1', `${ofNovember} AND kind = 'call'`),
    found: ['call callers sent_pages'],
    isMended: true,
  },
  'a wrong total of the month of a 発信番号': {
    sql: update('usage_caller_month', 'charge = charge + 1', `${monthOfNovember} AND kind = 'call'`),
    found: ['call callerMonths charge'],
    isMended: true,
  },
  'a lost total of the month of a 発信番号': {
    sql: remove('usage_caller_month', `${monthOfNovember} AND kind = 'destination'`),
    found: ['destination callerMonths records', 'destination callerMonths charge'],
    isMended: true,
  },
  'an import log that tells another number': {
    sql: `UPDATE usage_import_contract SET call_records = call_records + 1
          WHERE contract_number = '04' AND import_id = (SELECT max(import_id) FROM usage_import)`,
    found: ['call log records'],
    isMended: false,
  },
  'an import log whose sum over the contracts is another': {
    sql: `UPDATE usage_import SET destination_records = destination_records + 1
          WHERE import_id = (SELECT max(import_id) FROM usage_import)`,
    found: ['destination log records'],
    isMended: false,
  },
  'a destination that was given to another call': {
    sql: update('usage_destination', 'call_id = 1, destination_no = 99999', ofNovember),
    found: ['destination calls destinations'],
    isMended: false,
  },
  'an import log without the day': {
    sql: `DELETE FROM usage_import WHERE usage_date = '2026-11-01'`,
    found: ['call log records', 'destination log charge'],
    isMended: false,
  },
} satisfies Record<string, Damage>
