import { exportBody, fileQuery, summaryQuery } from '@/lib/api/schemas'
import { unknownParameters } from '@/lib/api/unknown-parameters'

test.each([
  ['startDate', []],
  ['typo', ['typo']],
  // What every object has without anybody's having given it that.
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'].map((name): [string, string[]] => [
    name,
    [name],
  ]),
])('of the parameter %s, unknown are: %j', (name, unknown) => {
  const parameters = Object.fromEntries(new URLSearchParams(`endDate=2014-07-06&${name}=2014-07-06`))
  for (const known of [summaryQuery, fileQuery]) expect(unknownParameters(parameters, known)).toEqual(unknown)
  const body: unknown = JSON.parse(`{"startDate":"2014-07-06","endDate":"2014-07-06","${name}":"2014-07-06"}`)
  expect(exportBody.safeParse(body).success).toBe(unknown.length === 0)
})
