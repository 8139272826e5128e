import fc from 'fast-check'
import {
  addJapanDays,
  databaseDay,
  dateOfDatabaseDay,
  formatJapanTime,
  japanDateOf,
  japanDays,
  japanInstant,
} from '@/lib/time/japan-time'

const reference = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Tokyo',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** What the time zone database of the machine says, `YYYY-MM-DD HH:mm:ss`. */
function inJapan(instant: Date): string {
  const parts = Object.fromEntries(reference.formatToParts(instant).map(({ type, value }) => [type, value]))
  const { year, month, day, hour, minute, second } = parts as Record<string, string>
  return `${year!.padStart(4, '0')}-${month}-${day} ${hour}:${minute}:${second}`
}

// Japan had summer time from 1948 to 1951.
const anyInstant = fc.date({
  min: new Date('1945-01-01T00:00:00Z'),
  max: new Date('2120-01-01T00:00:00Z'),
  noInvalidDate: true,
})

test('times are written as the time zone database has them, in whatever year and at whatever hour', () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      expect(formatJapanTime(instant, 'yyyy-MM-dd HH:mm:ss')).toBe(inJapan(instant))
      expect(formatJapanTime(instant, 'H')).toBe(String(Number(inJapan(instant).slice(11, 13))))
      expect(japanDateOf(instant)).toBe(inJapan(instant).slice(0, 10))
    }),
    { numRuns: 1_000 },
  )
})

test('the instant of an hour is the one that is written as that hour', () => {
  fc.assert(
    fc.property(anyInstant, fc.nat(23), (instant, hour) => {
      const date = inJapan(instant).slice(0, 10)
      // Clocks went forward at midnight: that hour does not exist on its day.
      fc.pre(date >= '1952')
      expect(inJapan(japanInstant(date, hour))).toBe(`${date} ${String(hour).padStart(2, '0')}:00:00`)
      expect(japanInstant(date, 24)).toEqual(japanInstant(addJapanDays(date, 1), 0))
    }),
  )
})

test('words of a pattern stay as they are', () => {
  expect(formatJapanTime(new Date('2014-07-05T15:00:00Z'), 'yyyy年MM月dd日 H時mm分')).toBe(
    '2014年07月06日 0時00分',
  )
})

test.each(['2014-07-05T15:00:00Z', '1951-12-01T15:00:00Z'])(
  '%s as ISO 8601 names the same instant',
  (time) => {
    const iso = formatJapanTime(new Date(time), "yyyy-MM-dd'T'HH:mm:ssXXX")
    expect(iso).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\+09:00$/)
    expect(new Date(iso)).toEqual(new Date(time))
  },
)

test('a pattern with a letter that is no field is refused, not written as it stands', () => {
  expect(() => formatJapanTime(new Date('2014-07-05T15:00:00Z'), 'yyyy n')).toThrow(RangeError)
})

test('the days from one to another are all of them, over the end of a month; from a later one none', () => {
  expect(japanDays('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
  expect(japanDays('2028-03-01', '2028-02-29')).toEqual([])
})

test.each(['2014-07-06', '1951-05-06', '1000-01-01'])(
  '%s comes back from a column of days as it was',
  (date) => {
    expect(databaseDay(date).toISOString()).toBe(`${date}T00:00:00.000Z`)
    expect(dateOfDatabaseDay(databaseDay(date))).toBe(date)
  },
)
