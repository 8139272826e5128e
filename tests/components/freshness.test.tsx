import { FreshnessNotice } from '@/components/usage/freshness'
import { show } from '@/tests/support/show'

const noticeOf = (endDate: string, until: string | undefined) =>
  show(<FreshnessNotice period={{ endDate }} until={until} />).container.textContent

test.each([
  ['a period that is loaded whole needs no word', '2026-11-20', '2026-11-20', ''],
  [
    'a day that has not been loaded is not taken for one without usage',
    '2026-11-21',
    '2026-11-20',
    '2026年11月20日 より後のデータには',
  ],
  ['nor is a service without data', '2026-11-21', undefined, 'データがまだ反映されていない'],
])('%s', (_, endDate, until, text) => {
  const told = noticeOf(endDate, until)
  if (text === '') expect(told).toBe('')
  else expect(told).toContain(text)
})
