import { randomBytes } from 'node:crypto'
import { addAddress, confirmAddress, type CodeSending } from '@/lib/alerts/addresses'
import { compareMonths } from '@/lib/alerts/compare-months'
import { mailAlerts } from '@/lib/alerts/mail-alerts'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import { readOutbox } from '@/lib/mail/outbox'
import { firstDayOf, monthInstants, type JapanMonth } from '@/lib/time/japan-month'
import { databaseDay } from '@/lib/time/japan-time'
import { createTestUser } from './account'
import { logImport } from './arrived-months'
import { source } from './exports'

/** An administrator of a contract of its own. */
export const newManager = () => createTestUser({ contractNumber: `alert-${randomBytes(4).toString('hex')}` })

/** The mails to an address, the oldest first. */
export const mailsTo = async (address: string) =>
  (await readOutbox()).filter(({ to }) => to === address).reverse()

/** Adds an address that no other test uses. @throws Error where it is refused. */
export async function addNewAddress(
  user: SignedInUser,
  now: Date,
): Promise<{ id: string; email: string; sending: CodeSending }> {
  const email = `told-${randomBytes(5).toString('hex')}@example.com`
  const added = await addAddress(user, email, 'ja', source, now)
  if (added.problem) throw new Error(added.problem)
  return { email, ...added }
}

/** The code that was mailed to an address last. */
export const codeTo = async (email: string) => /\b\d{6}\b/.exec((await mailsTo(email)).at(-1)!.text)![0]

/** An address that has been confirmed. */
export async function confirmedAddress(
  user: SignedInUser,
  now: Date,
): Promise<{ id: string; email: string }> {
  const { id, email } = await addNewAddress(user, now)
  const confirmed = await confirmAddress(user, id, await codeTo(email), source, now)
  if (confirmed !== 'verified') throw new Error(confirmed)
  return { id, email }
}

/** Imports a day of a month, after which the contract's calls of it come to so many yen. */
export async function importCharge(contractNumber: string, month: JapanMonth, charge: bigint): Promise<void> {
  const hourAt = monthInstants(month).from
  const usageDate = databaseDay(firstDayOf(month))
  await getPrisma().usageHour.deleteMany({ where: { contractNumber, hourAt } })
  const pages = { destinations: 1n, acceptedPages: 1n, sentPages: 1n, billedPages: 1n }
  const codes = { communicationType: '一般', area: 'JAPAN', rateType: '' }
  await getPrisma().usageHour.createMany({
    data: [
      { contractNumber, kind: 'call', hourAt, usageDate, records: 1, charge, ...pages, ...codes },
      // What destinations come to does not count.
      {
        contractNumber,
        kind: 'destination',
        hourAt,
        usageDate,
        records: 1,
        charge: 10n ** 12n,
        ...pages,
        ...codes,
      },
    ],
  })
  await logImport(firstDayOf(month))
}

/** A round of a worker: looks at months, and sends what follows. */
export async function watchOnce(now: Date): Promise<void> {
  await compareMonths(now)
  await mailAlerts(now)
}
