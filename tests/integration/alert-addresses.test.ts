import {
  addAddress,
  codeTriesMax,
  confirmAddress,
  findAddress,
  removeAddress,
  sendAddressCode,
} from '@/lib/alerts/addresses'
import { alertAddressesMax, alertCodesMax } from '@/lib/alerts/limits'
import { readAlert } from '@/lib/alerts/read-alert'
import { endAlert, setAlert } from '@/lib/alerts/set-alert'
import { getPrisma } from '@/lib/db/prisma'
import * as mails from '@/lib/mail/send-mail'
import { createTestUser } from '@/tests/support/account'
import { addNewAddress, codeTo, confirmedAddress, mailsTo, newManager } from '@/tests/support/alerts'
import { useTestDatabase } from '@/tests/support/connected-database'
import { source } from '@/tests/support/exports'

jest.mock('@/lib/mail/send-mail', () => {
  const real = jest.requireActual<typeof mails>('@/lib/mail/send-mail')
  return { ...real, sendMail: jest.fn(real.sendMail) }
})

useTestDatabase()
const start = new Date('2026-11-10T03:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const otherCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('an address is confirmed by the code that it was sent, once, and each step is in the audit trail without it', async () => {
  const user = await newManager()
  const { id, email, sending } = await addNewAddress(user, start)
  expect(sending).toBe('sent')
  const [mail] = await mailsTo(email)
  expect(mail!.text).not.toContain(user.userId)
  const code = await codeTo(email)
  expect(await confirmAddress(user, id, otherCode(code), source, start)).toBe('refused')
  expect(await confirmAddress(user, id, code, source, after(601))).toBe('refused')
  const tries = await Promise.all([1, 2].map(() => confirmAddress(user, id, code, source, start)))
  expect(tries.sort()).toEqual(['gone', 'verified'])
  expect((await readAlert(user, start)).addresses).toEqual([{ id, email, isVerified: true }])
  await setAlert(user, 5n, source, start)
  await endAlert(user, source, start)
  expect(await removeAddress(user, id, source, start)).toBe(true)
  const events = await getPrisma().securityEvent.findMany({
    where: { accountId: user.accountId },
    orderBy: { id: 'asc' },
  })
  expect(events.map(({ kind }) => kind)).toEqual([
    'alertAddressAdded',
    'otpSent',
    'alertAddressVerified',
    'alertSet',
    'alertEnded',
    'alertAddressRemoved',
  ])
  expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain('@')
})

test('any number of guesses at once gets five, and then the right code is not looked at either', async () => {
  const user = await newManager()
  const { id, email } = await addNewAddress(user, start)
  const code = await codeTo(email)
  const wrong = Array.from({ length: 12 }, () => confirmAddress(user, id, otherCode(code), source, start))
  const answers = await Promise.all(wrong)
  expect(answers.filter((answer) => answer === 'refused')).toHaveLength(codeTriesMax)
  expect(await confirmAddress(user, id, code, source, start)).toBe('tooManyTries')
  // Nor is there a new set of guesses for who removes the address and adds it again.
  await removeAddress(user, id, source, start)
  const again = await addAddress(user, email, 'ja', source, after(61))
  if (again.problem) throw new Error(again.problem)
  expect(await confirmAddress(user, again.id, await codeTo(email), source, after(61))).toBe('tooManyTries')
})

test('nobody is flooded: a minute between two codes, five an account in ten minutes, and so many a contract a day', async () => {
  const user = await newManager()
  const { id, email } = await addNewAddress(user, start)
  expect(await sendAddressCode(user, id, 'ja', source, after(30))).toEqual({ waitSeconds: 30 })
  await removeAddress(user, id, source, start)
  const again = await addAddress(user, email, 'ja', source, after(30))
  expect(again).toMatchObject({ sending: { waitSeconds: 30 } })

  let sent = 1
  for (let minute = 1; minute < 60; minute++) {
    const colleague = await createTestUser({ contractNumber: user.contractNumber })
    const sending = await sendAddressCode(
      colleague,
      again.problem ? '' : again.id,
      'ja',
      source,
      after(minute * 61),
    )
    if (sending === 'tooMany') break
    expect(sending).toBe('sent')
    sent++
  }
  expect(sent).toBe(alertCodesMax)
  expect(await mailsTo(email)).toHaveLength(alertCodesMax)
})

test.each(['unknown', 'refused'] as const)(
  'a code whose mail is %s counts among those of the day: the mail may have arrived',
  async (outcome) => {
    const user = await newManager()
    const { id } = await addNewAddress(user, start)
    const send = async (time: number) => {
      const colleague = await createTestUser({ contractNumber: user.contractNumber })
      return sendAddressCode(colleague, id, 'ja', source, after(time * 61))
    }
    for (let time = 1; time < alertCodesMax; time++) {
      jest.mocked(mails.sendMail).mockResolvedValueOnce(outcome)
      expect(await send(time)).toBe('notSent')
    }
    expect(await send(alertCodesMax)).toBe('tooMany')
  },
)

test('there are at most three addresses, however many are added at once, and each once', async () => {
  const user = await newManager()
  const emails = Array.from({ length: 6 }, (_, index) => `at-once-${index % 5}@example.com`)
  const added = await Promise.all(emails.map((email) => addAddress(user, email, 'ja', source, start)))
  expect(added.filter(({ problem }) => problem === undefined)).toHaveLength(alertAddressesMax)
  const { addresses } = await readAlert(user, start)
  expect(new Set(addresses.map(({ email }) => email)).size).toBe(alertAddressesMax)
  const known = await addAddress(user, addresses[0]!.email.toUpperCase(), 'ja', source, start)
  expect(known).toEqual({ problem: 'emailKnown' })
})

test.each([
  ['', 'emailRequired'],
  ['x', 'emailForm'],
  ['a@example.com\r\nBcc: b@example.com', 'emailForm'],
  [`${'a'.repeat(250)}@example.com`, 'emailForm'],
])('%j is no address', async (email, problem) => {
  expect(await addAddress(await newManager(), email, 'ja', source, start)).toEqual({ problem })
})

test('a reader of the contract sees it masked and changes nothing; another customer finds nothing', async () => {
  const manager = await newManager()
  const { id } = await confirmedAddress(manager, start)
  const waiting = await addNewAddress(manager, after(61))
  await setAlert(manager, 5_000n, source, start)
  const reader = {
    ...(await createTestUser({ contractNumber: manager.contractNumber })),
    role: 'reader' as const,
  }
  const view = await readAlert(reader, start)
  expect(view).toMatchObject({ amount: 5_000n, isManaged: false })
  expect(view.addresses.map(({ email }) => email)).toEqual(['t***@example.com', 't***@example.com'])
  for (const change of [
    () => setAlert(reader, 1n, source, start),
    () => endAlert(reader, source, start),
    () => addAddress(reader, 'x@example.com', 'ja', source, start),
    () => sendAddressCode(reader, waiting.id, 'ja', source, after(200)),
    () => confirmAddress(reader, waiting.id, '000000', source, start),
    () => removeAddress(reader, id, source, start),
  ])
    await expect(change()).rejects.toMatchObject({ refusal: { code: 'notAllowed' } })

  const stranger = await newManager()
  expect(await findAddress(stranger, id)).toBeNull()
  expect(await findAddress(stranger, 'no id')).toBeNull()
  expect(await removeAddress(stranger, id, source, start)).toBe(false)
  expect(await sendAddressCode(stranger, waiting.id, 'ja', source, after(200))).toBeUndefined()
  const code = await codeTo(waiting.email)
  expect(await confirmAddress(stranger, waiting.id, code, source, after(61))).toBe('gone')
  expect(await readAlert(stranger, start)).toEqual({
    amount: undefined,
    above: [],
    addresses: [],
    isManaged: true,
  })
  expect((await readAlert(manager, start)).addresses).toHaveLength(2)
})
