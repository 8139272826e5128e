import { isJapanDate } from './japan-time'

const form = /^(\d{4}-\d{2}-\d{2})([ T])(\d{2}):(\d{2}):(\d{2})(?:\.0+)?(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/

const minuteMilliseconds = 60_000
/** Japan's clocks have stood nine hours ahead of UTC, summer and winter, since 1952. */
const japanOffsetMilliseconds = 9 * 60 * minuteMilliseconds
const offsetHoursMax = 14

/**
 * A moment as Japan's clocks show it, from `2026-11-21 09:54:13` (Japan time) or ISO 8601 with an offset.
 *
 * By hand, since an import calls it for millions of lines: date-fns' `parse` alone takes six times as long.
 * @returns `YYYY-MM-DD HH:MM:SS`; undefined for another form, a time that does not exist, or a part of a second.
 */
export function parseWallTime(text: string): string | undefined {
  const match = form.exec(text)
  if (!match) return undefined
  const [, date, separator, hour, minute, second, zulu, sign, offsetHours, offsetMinutes] = match
  if (!isJapanDate(date!) || hour! > '23' || minute! > '59' || second! > '59') return undefined
  const time = `${hour}:${minute}:${second}`
  if (!zulu && !sign) return separator === ' ' ? `${date} ${time}` : undefined
  if (Number(offsetHours) > offsetHoursMax || Number(offsetMinutes) > 59) return undefined
  const offset = zulu ? 0 : (Number(offsetHours) * 60 + Number(offsetMinutes)) * minuteMilliseconds
  const utc = Date.parse(`${date}T${time}Z`) - (sign === '-' ? -offset : offset)
  return new Date(utc + japanOffsetMilliseconds).toISOString().slice(0, 19).replace('T', ' ')
}
