import { DatabaseError } from 'pg'
import { Prisma } from '@/lib/db/generated/client'
import { databaseFailure } from '@/lib/ingest/database-failure'
import { CommitFailure } from '@/lib/ingest/in-japan-time'

const fromServer = (code: string) =>
  Object.assign(new DatabaseError('said by the server', 0, 'error'), { code })
const fromPrisma = (code: string, meta?: Record<string, unknown>) =>
  new Prisma.PrismaClientKnownRequestError('said by Prisma', { code, clientVersion: '7', meta })
const refusedBy = (originalCode: string) => ({
  driverAdapterError: Object.assign(new Error('refused'), { cause: { originalCode } }),
})
const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })

test.each([
  ['a full disk', fromServer('53100'), 'diskFull'],
  ['a server that is being stopped', fromServer('57P01'), 'databaseLost'],
  ['a broken connection', reset, 'databaseLost'],
  ['a connection that ended by itself', new Error('Connection terminated unexpectedly'), 'databaseLost'],
  [
    'a connection that broke at COMMIT: the change may hold',
    new CommitFailure('', { cause: reset }),
    'commitUnknown',
  ],
  ['a COMMIT that the server refused', new CommitFailure('', { cause: fromServer('53100') }), 'diskFull'],
  ['a row that the tables refuse', fromServer('22003'), 'databaseRefused'],
  ['a server that Prisma does not reach', fromPrisma('P1001'), 'databaseLost'],
  ['a full disk, by Prisma', fromPrisma('P2010', refusedBy('53100')), 'diskFull'],
  ['a server that is being stopped, by Prisma', fromPrisma('P2010', refusedBy('57P01')), 'databaseLost'],
])('%s', (_, error, code) => {
  expect(databaseFailure(error)?.refusal.code).toBe(code)
})

test.each([
  ['tables that are not there are for the migrations', fromServer('42P01')],
  ['tables that Prisma does not find likewise', fromPrisma('P2021')],
  ['a mistake of our own', new TypeError('x is not a function')],
])('%s', (_, error) => {
  expect(databaseFailure(error)).toBeUndefined()
})
