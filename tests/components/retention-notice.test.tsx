import { RetentionNotice } from '@/components/usage/retention-notice'
import { show } from '@/tests/support/show'

const noticeOf = (startDate: string, endDate: string, retainedFrom: string | undefined) =>
  show(<RetentionNotice period={{ startDate, endDate }} retainedFrom={retainedFrom} />).container.textContent

test.each([
  ['nothing was ever purged', '2020-01-01', '2020-01-31', undefined, ''],
  ['all is kept', '2026-10-01', '2026-10-31', '2026-10-01', ''],
  ['a part is gone', '2026-09-15', '2026-10-14', '2026-10-01', '2026年10月01日 より前の利用状況は'],
  ['all is gone', '2026-08-15', '2026-09-14', '2026-10-01', 'この期間の利用状況は保存期間を過ぎたため'],
])('%s', (_, start, end, retainedFrom, text) => {
  const told = noticeOf(start, end, retainedFrom)
  if (text === '') expect(told).toBe('')
  else expect(told).toContain(text)
})
