import { addJapanDays, type JapanDate } from '@/lib/time/japan-time'
import { parseWallTime } from '@/lib/time/wall-time'
import type { BadLineReason } from './bad-line'
import { dialledWithinDays, textBytesMax, yenMax, type FieldForm, type UsageFile } from './usage-file'

/** Why a field is refused. */
export interface FieldProblem {
  reason: BadLineReason
  detail?: string
}

/**
 * Checks the bytes of one field, `data[start]` to before `data[end]`, valid UTF-8 without control characters.
 * @returns undefined for a field that can be stored as it is; a text to store in its place; or a problem.
 */
export type FieldCheck = (data: Buffer, start: number, end: number) => FieldProblem | string | undefined

const zero = 0x30
const nine = 0x39
const minus = 0x2d
const contractBytesMax = 32

const empty: FieldProblem = { reason: 'empty' }

/** The check of each form of field, for the files of a day. */
export function fieldChecks(file: UsageFile, date: JapanDate): Record<FieldForm, FieldCheck> {
  const number = wholeNumber(2_147_483_647n)
  return {
    contract: checkContract,
    callId: wholeNumber(9_223_372_036_854_775_807n),
    yen: wholeNumber(yenMax),
    number,
    optionalNumber: (data, start, end) => (start === end ? undefined : number(data, start, end)),
    time: file === 'calls' ? callTime(date) : destinationTime(date),
    text: (data, start, end) => (start === end ? empty : checkLength(start, end)),
    optionalText: (_, start, end) => checkLength(start, end),
  }
}

const checkLength = (start: number, end: number): FieldProblem | undefined =>
  end - start > textBytesMax ? { reason: 'textTooLong', detail: String(textBytesMax) } : undefined

function checkContract(data: Buffer, start: number, end: number): FieldProblem | undefined {
  if (start === end) return empty
  if (end - start > contractBytesMax) return { reason: 'contractForm' }
  for (let at = start; at < end; at++) {
    const byte = data[at]!
    const isDigit = byte >= zero && byte <= nine
    const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
    if (!isDigit && !isLetter && byte !== minus) return { reason: 'contractForm' }
  }
  return undefined
}

/** Digits alone, leading zeros allowed; `max` is the largest that the column holds. */
function wholeNumber(max: bigint): FieldCheck {
  const maxDigits = String(max).length
  return (data, start, end) => {
    if (start === end) return empty
    for (let at = start; at < end; at++) {
      const byte = data[at]!
      if (byte >= zero && byte <= nine) continue
      const isNegative = at === start && byte === minus && /^-\d+$/.test(data.toString('latin1', start, end))
      return { reason: isNegative ? 'negative' : 'notNumber' }
    }
    if (end - start < maxDigits || BigInt(data.toString('latin1', start, end)) <= max) return undefined
    return { reason: 'tooLarge', detail: String(max) }
  }
}

/** `2026-11-21 09:54:13`, when the day itself is known to exist. */
function isTimeOfDay(data: Buffer, start: number, end: number): boolean {
  if (end - start !== 19 || data[start + 10] !== 0x20) return false
  if (data[start + 13] !== 0x3a || data[start + 16] !== 0x3a) return false
  return isBelow(data, start + 11, 24) && isBelow(data, start + 14, 60) && isBelow(data, start + 17, 60)
}

function isBelow(data: Buffer, at: number, limit: number): boolean {
  const tens = data[at]! - zero
  const ones = data[at + 1]! - zero
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && tens * 10 + ones < limit
}

function startsWith(data: Buffer, start: number, text: Buffer): boolean {
  for (let at = 0; at < text.length; at++) if (data[start + at] !== text[at]) return false
  return true
}

function callTime(date: JapanDate): FieldCheck {
  const day = Buffer.from(date)
  return (data, start, end) => {
    if (isTimeOfDay(data, start, end) && startsWith(data, start, day)) return undefined
    if (start === end) return empty
    const time = parseWallTime(data.toString('latin1', start, end))
    if (time === undefined) return { reason: 'notTime' }
    return time.startsWith(date) ? time : { reason: 'otherDay', detail: date }
  }
}

function destinationTime(date: JapanDate): FieldCheck {
  const days = [Buffer.from(date), Buffer.from(addJapanDays(date, 1))]
  const lastDay = addJapanDays(date, dialledWithinDays)
  return (data, start, end) => {
    if (isTimeOfDay(data, start, end) && days.some((day) => startsWith(data, start, day))) return undefined
    if (start === end) return empty
    const time = parseWallTime(data.toString('latin1', start, end))
    if (time === undefined) return { reason: 'notTime' }
    const day = time.slice(0, 10)
    if (day < date) return { reason: 'beforeDay', detail: date }
    return day > lastDay ? { reason: 'tooLate', detail: lastDay } : time
  }
}
