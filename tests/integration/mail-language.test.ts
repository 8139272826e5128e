import { confirmAddressChange, startAddressChange } from '@/lib/accounts/change-address'
import { setAddress } from '@/lib/accounts/set-address'
import { sendSignInOtp } from '@/lib/auth/send-sign-in-otp'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { getPrisma } from '@/lib/db/prisma'
import type { Locale } from '@/lib/i18n/locale'
import { readOutbox } from '@/lib/mail/outbox'
import { createTestAccount, testPassword, type TestAccount } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

useTestDatabase()
const now = new Date('2026-11-22T03:00:00Z')
const source = { address: null, userAgent: 'test' }

async function accountThatChose(locale: Locale | null): Promise<TestAccount> {
  const account = await createTestAccount({ multiFactor: true })
  await getPrisma().account.update({ where: { id: account.accountId }, data: { locale } })
  return account
}

/** The last mail to an address of the account. */
async function lastMail({ userId }: TestAccount, host = 'example.com') {
  const mail = (await readOutbox()).find(({ to }) => to === `${userId}@${host}`)
  return mail ?? fail(`no mail to ${userId}@${host}`)
}

const fail = (message: string): never => {
  throw new Error(message)
}

/** Every mail of an account's own doing, as the account asks for it on a page in `asked`. */
const mails = {
  'the code of a sign-in': async (account: TestAccount, asked: Locale) => {
    const started = await startSignIn({ userId: account.userId, password: testPassword }, source, now)
    if (started.outcome !== 'started') return fail(started.outcome)
    await sendSignInOtp(started.token, asked, source, now)
    return lastMail(account)
  },
  'the code to a new address': async (account: TestAccount, asked: Locale) => {
    await startChange(account, asked)
    return lastMail(account, 'new.example')
  },
  'the notice to the old address': async (account: TestAccount, asked: Locale) => {
    await startChange(account, asked)
    const code = /\b\d{6}\b/.exec((await lastMail(account, 'new.example')).text)![0]
    await confirmAddressChange(userOf(account), code, asked, source, now)
    return lastMail(account)
  },
}

const userOf = (account: TestAccount) => ({ ...account, sessionId: '' }) as never

function startChange(account: TestAccount, asked: Locale) {
  const newEmail = `${account.userId}@new.example`
  const form = { oldEmail: `${account.userId}@example.com`, newEmail, newEmailAgain: newEmail }
  return startAddressChange(userOf(account), form, asked, source, now)
}

const japanese = /[\u3040-\u30ff\u4e00-\u9fff\uff00-\uffef]/

describe.each(Object.entries(mails))('%s', (_, send) => {
  test.each([
    ['en', 'ja', 'en'],
    ['ja', 'en', 'ja'],
    [null, 'en', 'en'],
    [null, 'ja', 'ja'],
  ] as const)('of an account that chose %s, on a page in %s, is in %s', async (chosen, asked, expected) => {
    const { subject, text } = await send(await accountThatChose(chosen), asked)
    const isJapanese = japanese.test(subject) && japanese.test(text)
    const isEnglish = !japanese.test(subject + text)
    expect({ isJapanese, isEnglish }).toEqual({ isJapanese: expected === 'ja', isEnglish: expected === 'en' })
  })
})

test('an operator who sets another address writes to the old one in the account’s language', async () => {
  for (const [chosen, isJapanese] of [
    ['en', false],
    [null, true],
  ] as const) {
    const account = await accountThatChose(chosen)
    await setAddress({ userId: account.userId, email: `${account.userId}@x.example`, reason: 'r' }, 'op', now)
    const { subject, text } = await lastMail(account)
    expect(japanese.test(subject + text)).toBe(isJapanese)
  }
})
