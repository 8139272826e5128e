import { eventually } from '@/tests/support/eventually'

test('an attempt is made until it succeeds, and what it gave is returned', async () => {
  let attempts = 0
  const third = () => {
    attempts += 1
    if (attempts < 3) throw new Error('not yet')
    return attempts
  }
  expect(await eventually(third, { everyMilliseconds: 1 })).toBe(3)
})

test('what never succeeds fails as its last attempt did', async () => {
  let attempts = 0
  const never = () => Promise.reject(new Error(`attempt ${++attempts}`))
  await expect(eventually(never, { seconds: 0.05, everyMilliseconds: 1 })).rejects.toThrow(/^attempt \d+$/)
  expect(attempts).toBeGreaterThan(1)
})
