import { PortalError } from '@/lib/errors'
import { addressOf } from '@/lib/paths'
import { dailyMeasures, dailySplits, dailyViewParameters, parseDailyView } from '@/lib/usage/daily-view'

test.each([
  [{}, { measure: 'charge' }],
  [{ measure: 'charge' }, { measure: 'charge' }],
  [{ measure: 'calls' }, { measure: 'calls' }],
  [
    { measure: 'pages', split: 'type', other: 'x' },
    { measure: 'sentPages', split: 'type' },
  ],
  [{ split: 'rate' }, { measure: 'charge', split: 'rate' }],
])('%j asks for %j', (parameters, view) => {
  expect(parseDailyView(parameters)).toEqual(view)
})

test.each([
  { measure: 'x' },
  { measure: '' },
  { measure: 'sentPages' },
  { measure: ['charge', 'calls'] },
  { measure: 'toString' },
  { split: 'area' },
  { split: ['type', 'type'] },
])('%j is refused', (parameters) => {
  expect(() => parseDailyView(parameters)).toThrow(new PortalError({ code: 'badRequest' }))
})

test('each picture has an address of its own that leads back to it', () => {
  const views = dailyMeasures.flatMap((measure) =>
    [undefined, ...dailySplits].map((split) => ({ measure, split })),
  )
  const addresses = views.map((view) => addressOf('/menu', dailyViewParameters(view)))
  expect(new Set(addresses).size).toBe(views.length)
  for (const view of views) expect(parseDailyView(dailyViewParameters(view))).toEqual(view)
})
