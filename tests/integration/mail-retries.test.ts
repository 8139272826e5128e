import { randomBytes } from 'node:crypto'
import { mailAlerts } from '@/lib/alerts/mail-alerts'
import { getPrisma } from '@/lib/db/prisma'
import type * as environment from '@/lib/env'
import { mailOwners } from '@/lib/exports/mail-owners'
import { mailUnmade } from '@/lib/exports/mail-unmade'
import { setStandingExport } from '@/lib/exports/standing-export'
import { databaseMonth } from '@/lib/time/japan-month'
import { createTestUser } from '@/tests/support/account'
import {
  changeSet,
  contractOf,
  makeSet,
  requestNewExport,
  source,
  useSizedContracts,
} from '@/tests/support/exports'
import { acceptMail, refuseMail, useMailService, type MailAnswer } from '@/tests/support/mail-service'

const mailService = useMailService()
jest.mock('@/lib/env', () => {
  const real = jest.requireActual<typeof environment>('@/lib/env')
  const settings = { get: () => mailService.url }
  return {
    ...real,
    env: Object.defineProperty({ ...real.env, resendApiKey: 're_test' }, 'resendBaseUrl', settings),
  }
})

useSizedContracts([1])
const start = new Date('2026-12-01T03:00:00Z')
const minutesAfter = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

/** What workers mail and try again: how a mail comes to be due, the round that sends it, and for how many hours. */
const senders = {
  'the mail of a set': {
    async makeDue() {
      const { exportId } = await requestNewExport(contractOf(1))
      await makeSet(exportId)
      await changeSet(exportId, { finishedAt: start })
    },
    round: mailOwners,
    hours: 1,
  },
  'the mail of a month that is not made': {
    async makeDue() {
      const user = await createTestUser()
      const { accountId } = user
      const choices = { by: 'call', encoding: 'utf-8', formulas: 'guarded', withNames: false } as const
      await setStandingExport(user, choices, 'ja', source, start)
      await getPrisma().standingExport.update({
        where: { accountId },
        data: {
          lastMonth: databaseMonth('2026-11'),
          lastOutcome: 'noRecords',
          lastRecords: 0,
          lastAt: start,
        },
      })
    },
    round: mailUnmade,
    hours: 1,
  },
  'the mail of an alert': {
    async makeDue() {
      const { contractNumber } = await createTestUser({
        contractNumber: `again-${randomBytes(4).toString('hex')}`,
      })
      const db = getPrisma()
      const key = { contractNumber, amount: 5_000n, month: databaseMonth('2026-11') }
      await db.alertMonth.create({ data: { ...key, isAbove: true, times: 1, changedAt: start } })
      const { id: addressId } = await db.alertAddress.create({
        data: { contractNumber, email: 'a@example.com', slot: 1, locale: 'ja', addedAt: start },
      })
      await db.alertMail.create({ data: { ...key, time: 1, kind: 'passed', addressId, createdAt: start } })
    },
    round: mailAlerts,
    hours: 20,
  },
}

afterEach(async () => {
  const db = getPrisma()
  await db.exportRequest.deleteMany()
  await db.standingExport.deleteMany()
  await db.alertMail.deleteMany()
})

describe.each(Object.entries(senders))('%s', (_, { makeDue, round, hours }) => {
  /** Rounds of several workers, at minutes, the first of them answered in turn by `answers` and all others by the last. */
  async function rounds(minutes: number[], answers: MailAnswer[]) {
    await makeDue()
    const left = [...answers]
    mailService.answer = (request, response) =>
      (left.length > 1 ? left.shift()! : left[0]!)(request, response)
    for (const minute of minutes) await Promise.all([1, 2].map(() => round(minutesAfter(minute))))
    return mailService.received.map(({ headers }) => headers['idempotency-key'])
  }

  test('is tried again after a minute, under the same key, until it is taken', async () => {
    const answers = [
      refuseMail(429, 'rate_limit_exceeded'),
      refuseMail(500, 'application_error'),
      refuseMail(409, 'concurrent_idempotent_requests'),
      ((request) => request.socket.destroy()) satisfies MailAnswer,
      acceptMail,
    ]
    const keys = await rounds([0, 0.5, 2, 4, 6, 8, 10, 12], answers)
    expect(keys).toHaveLength(answers.length)
    expect(new Set(keys).size).toBe(1)
  })

  test.each([
    [400, 'validation_error'],
    [422, 'invalid_parameter'],
  ])('is not tried again where it is refused by %i', async (status, name) => {
    expect(await rounds([0, 2, 4], [refuseMail(status, name)])).toHaveLength(1)
  })

  test(`is given up after ${hours} h`, async () => {
    const last = hours * 60
    const keys = await rounds([0, last - 1, last + 1, last + 60], [refuseMail(503, 'application_error')])
    expect(keys).toHaveLength(2)
  })
})
