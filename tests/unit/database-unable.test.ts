import { DatabaseError } from 'pg'
import { isDatabaseUnable } from '@/lib/db/sql-state'
import { refusalOfFailure } from '@/lib/http/request-failure'

jest.mock('@/lib/log', () => ({ log: { error: jest.fn() } }))

const errorOf = (code: string) => Object.assign(new DatabaseError('no', 2, 'error'), { code })

test.each([
  ['53100', 'no space on its disk'],
  ['53200', 'no memory'],
  ['58030', 'an error of its disk'],
  ['25006', 'a standby'],
  ['57P01', 'it is being stopped'],
])('a database with the state %s (%s) is answered as one that is away', (code) => {
  expect(refusalOfFailure(errorOf(code))).toEqual({ code: 'databaseAway' })
})

test.each(['23505', '42P01', '40001', '22021'])('a statement that fails with %s is no such thing', (code) => {
  expect(isDatabaseUnable(errorOf(code))).toBe(false)
  expect(refusalOfFailure(errorOf(code))).toBeUndefined()
})
