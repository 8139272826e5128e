import {
  dayInWords,
  dayText,
  fileDayText,
  monthText,
  shortWeekdayText,
  weekdayText,
} from '@/lib/time/date-text'
import { minuteInWords, minuteText, recordTimeText, secondText } from '@/lib/time/time-text'

const date = '2026-09-05'
/** Past midnight in Japan, the day before in UTC. */
const instant = new Date('2026-09-04T15:04:09Z')

test.each([
  [dayText, '2026/09/05', '5 Sep 2026'],
  [dayInWords, '2026年09月05日', '5 Sep 2026'],
  [weekdayText, '2026/09/05 (土)', 'Sat 5 Sep 2026'],
  [shortWeekdayText, '9/5(土)', 'Sat 5 Sep'],
])('a day by %p', (text, japanese, english) => {
  expect([text(date, 'ja'), text(date, 'en')]).toEqual([japanese, english])
})

test.each([
  [minuteText, '2026/09/05 00:04', '5 Sep 2026, 00:04'],
  [minuteInWords, '2026年09月05日 00:04', '5 Sep 2026, 00:04'],
  [secondText, '2026/09/05 00:04:09', '5 Sep 2026, 00:04:09'],
])('a moment in Japan time by %p', (text, japanese, english) => {
  expect([text(instant, 'ja'), text(instant, 'en')]).toEqual([japanese, english])
})

test('months, whole and of a day', () => {
  expect([monthText('2026-05', 'ja'), monthText('2026-12', 'en')]).toEqual(['2026年5月', 'December 2026'])
})

test('what files hold is the same in both languages', () => {
  expect([fileDayText(date), recordTimeText(instant)]).toEqual(['2026/09/05', '2026/09/05 00:04:09'])
})
