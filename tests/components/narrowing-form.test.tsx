import { screen } from '@testing-library/react'
import { lineCondition } from '@/components/statements/line-records'
import { NarrowingForm } from '@/components/usage/narrowing-form'
import type { UsageSearch } from '@/lib/usage/search'
import { show } from '@/tests/support/show'

const search: UsageSearch = {
  ...{ startDate: '2014-07-06', startHour: 0, endDate: '2014-07-06', endHour: 23 },
  ...{ by: 'call', output: 'screen' },
}
const choices = { communicationTypes: [], areas: [], rateTypes: [] }
const narrow = () => Promise.resolve({ errors: [], values: {} })

test.each([false, true])('who sees numbers masked (%s) is offered no narrowing by them', (masksNumbers) => {
  show(<NarrowingForm {...{ search, choices, narrow, masksNumbers }} account="" />)
  const labels = screen.getAllByRole('textbox', { hidden: true }).map((field) => field.getAttribute('name'))
  expect(labels).toEqual([...(masksNumbers ? [] : ['callerStart', 'calleeStart']), 'chargeFrom', 'chargeTo'])
})

test('the line of a masked number leads to no records, other lines do', () => {
  const figures = { records: 1, destinations: 1n, sentPages: 1n, billedPages: 1n, charge: 1n }
  expect(lineCondition('caller', { key: '0312345678', figures })).toEqual({
    name: 'callerStart',
    value: '0312345678',
  })
  expect(lineCondition('caller', { key: '******5678', figures, isMasked: true })).toBeUndefined()
  expect(lineCondition('area', { key: 'JAPAN', figures })).toEqual({ name: 'areas', value: 'JAPAN' })
})
