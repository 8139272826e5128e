import { destinationRangeParameters, parseDestinationRange } from '@/lib/usage/call-destinations'

test.each([
  ['1', '100000'],
  ['0', '0'],
  ['7', '2147483647'],
])('%s to %s is a range, and comes back from an address', (destinationNoFrom, destinationNoTo) => {
  const range = parseDestinationRange({ destinationNoFrom, destinationNoTo })
  expect(range).toEqual({ numbers: { from: Number(destinationNoFrom), to: Number(destinationNoTo) } })
  expect(destinationRangeParameters(range!.numbers)).toEqual({ destinationNoFrom, destinationNoTo })
})

test('an address without a range asks for all', () => {
  expect(parseDestinationRange({})).toEqual({})
  expect(destinationRangeParameters(undefined)).toEqual({})
})

test.each([
  [{ destinationNoFrom: '1' }],
  [{ destinationNoTo: '1' }],
  [{ destinationNoFrom: '2', destinationNoTo: '1' }],
  [{ destinationNoFrom: '', destinationNoTo: '' }],
  [{ destinationNoFrom: '-1', destinationNoTo: '1' }],
  [{ destinationNoFrom: '1', destinationNoTo: '2147483648' }],
  [{ destinationNoFrom: '1', destinationNoTo: '1e3' }],
  [{ destinationNoFrom: ['1', '2'], destinationNoTo: '3' }],
  [{ destinationNoFrom: '1; DROP', destinationNoTo: '3' }],
])('%j is no range', (given) => {
  expect(parseDestinationRange(given)).toBeUndefined()
})
