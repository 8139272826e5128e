import { expect, test, type Page } from '@playwright/test'
import { helpTopics } from '@/components/help/topics'
import { getPrisma } from '@/lib/db/prisma'
import { accountLocaleCookieName } from '@/lib/i18n/locale'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { addJapanDays, japanDateOf } from '@/lib/time/japan-time'
import { addMonthsTo, japanMonthOf } from '@/lib/time/japan-month'
import { wholeDaysParameters } from '@/lib/usage/search'
import { codeSentTo, mailsTo, newAccount, testPassword, withDatabase } from './support/account'
import { chooseLanguage } from './support/choose-language'
import { foreignTexts } from './support/foreign-text'
import { signIn, signInDirectly } from './support/sign-in'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const languageOf = (page: Page) => page.locator('html').getAttribute('lang')
const isJapanese = /[\u3040-\u30ff\u4e00-\u9fff\uff01-\uffef]/

/** Signs in by the English sign-in page. */
async function signInInEnglish(page: Page, userId: string): Promise<void> {
  await page.getByLabel('User ID').fill(userId)
  await page.getByLabel('Password').fill(testPassword)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
}

test('a browser that has chosen nothing is spoken to in the language it prefers @server', async ({
  request,
}) => {
  for (const [accepted, locale] of [
    ['en-GB,en;q=0.9,ja;q=0.5', 'en'],
    ['ja,en;q=0.9', 'ja'],
    ['fr, en;q=0.8', 'en'],
    ['fr', 'ja'],
  ] as const) {
    const headers = { 'accept-language': accepted }
    const page = await request.get(paths.login(), { headers })
    expect(await page.text()).toContain(`<html lang="${locale}"`)
    // No cache may keep what depends on the language.
    expect(page.headers()['cache-control']).toContain('no-store')
    // The door and addresses of files speak it, too.
    const refused = await request.fetch(paths.menu(), {
      method: 'PUT',
      headers: { ...headers, origin: 'x:' },
    })
    expect(await refused.text()).toContain(`<html lang="${locale}"`)
    expect(refused.headers()['cache-control']).toContain('no-store')
    const file = await request.get(filePaths.download(), { headers: { ...headers, accept: 'text/csv' } })
    expect(file.status()).toBe(401)
    expect(isJapanese.test(await file.text())).toBe(locale === 'ja')
  }
})

test('the language that an account has chosen comes with it, to a browser that has chosen none, and goes at signing out @any-width', async ({
  page,
  browser,
}) => {
  const { userId, accountId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto(paths.menu())
  await page.getByRole('button', { name: 'English' }).click()
  await expect(heading(page)).toHaveText('Service menu')
  await expect
    .poll(() => withDatabase(() => getPrisma().account.findUniqueOrThrow({ where: { id: accountId } })))
    .toMatchObject({ locale: 'en' })

  const other = await browser.newContext({ locale: 'ja-JP' })
  const elsewhere = await other.newPage()
  await signIn(elsewhere, userId, testPassword)
  await expect(heading(elsewhere)).toHaveText('Service menu')
  const kept = async () => (await other.cookies()).map(({ name }) => name)
  expect(await kept()).toContain(accountLocaleCookieName)
  if (elsewhere.viewportSize()!.width < 1_024) await elsewhere.locator('header summary').click()
  await elsewhere.getByRole('button', { name: 'Sign out' }).first().click()
  await expect(heading(elsewhere)).toHaveText('ログアウトしました')
  expect(await kept()).not.toContain(accountLocaleCookieName)

  // What was chosen in a browser stands above it.
  await chooseLanguage(elsewhere, 'ja')
  await signIn(elsewhere, userId, testPassword)
  await expect(heading(elsewhere)).toHaveText('サービスメニュー')
  await other.close()
})

test('a browser that prefers English signs in, and is mailed, in English without choosing anything @any-width', async ({
  browser,
}) => {
  const { userId } = await newAccount({ multiFactor: true })
  const context = await browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  await page.goto(paths.menu())
  await signInInEnglish(page, userId)
  await expect(heading(page)).toHaveText('One-time password')
  expect(await foreignTexts(page, english)).toEqual([])
  const address = `${userId}@example.com`
  const [mail] = await mailsTo(address)
  expect(isJapanese.test(mail!.subject + mail!.text)).toBe(false)
  expect(mail!.text).toMatch(/asked for at \d{1,2} [A-Z][a-z]{2} \d{4}, \d{2}:\d{2}:\d{2} \(Japan time\)/)
  await page.getByLabel('One-time password').fill(await codeSentTo(address))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(heading(page)).toHaveText('Service menu')
  await context.close()
})

const english = { pattern: isJapanese, except: '[lang="ja"]' }
/** A word with small letters on a Japanese page is a name, or data: in a cell, a choice or the list of keys. What is all capitals is a code or an area. */
const japanese = {
  pattern: /(?<![\w@.-])(?!(?:BizFAX|Excel|xlsx|Shift_JIS|Fax)(?!\w))[A-Za-z-]*[a-z][A-Za-z-]+(?![\w@.])/,
  except: '[lang="en"], code, .font-mono, td, select[name="userId"], [aria-labelledby="keys"] ul',
}

const yesterday = addJapanDays(japanDateOf(new Date()), -1)
const wholeDay = (by: 'call' | 'destination', output: 'screen' | 'csv' | 'bulk', date = '2014-07-06') => ({
  ...wholeDaysParameters(date, date, by),
  output,
})

/** Every page behind the sign-in but the help's, in the states that its words differ by. */
const addresses = [
  paths.menu({ split: 'type' }),
  paths.usage(),
  paths.usage(wholeDay('call', 'screen')),
  paths.usage({ ...wholeDay('destination', 'screen', yesterday), sort: 'charge-desc' }),
  paths.usage(wholeDay('call', 'csv', yesterday)),
  paths.usage(wholeDay('destination', 'bulk')),
  paths.usage({ ...wholeDay('destination', 'csv'), startDate: '2026-01-01', endDate: '2026-01-31' }),
  paths.usage({ ...wholeDay('call', 'screen'), endDate: '2014-08-06', endHour: '0' }),
  paths.usage({ ...wholeDay('call', 'screen'), startDate: '2999-01-01', endDate: '2014-02-30' }),
  paths.usage(wholeDay('call', 'screen', '2013-07-06')),
  paths.savedSearches(),
  paths.statements(),
  paths.statement(addMonthsTo(japanMonthOf(yesterday), -2)),
  paths.statement(japanMonthOf(yesterday), { by: 'destination' }),
  paths.alert(),
  paths.exports(),
  paths.exportsMonthly(),
  paths.numbers(),
  paths.numberNew(),
  paths.numberImport(),
  paths.password(),
  paths.activity(),
  paths.activity({ from: '2999-01-01' }),
  paths.sessions(),
  paths.keys(),
  paths.keys({ done: 'revoked' }),
  paths.otherAccount(),
  paths.menu() + '/nowhere',
]

/**
 * The help's pages, and results of its search, in English alone: in Japanese they name browsers, programs, commands and
 * fields of files in running text, which the pattern cannot tell from a forgotten word.
 */
const englishHelp = [
  paths.help(),
  ...helpTopics.map(({ slug }) => paths.help(slug)),
  ...['night', '夜間', '量子'].map((q) => paths.helpSearch({ q })),
]

for (const [locale, foreign, help] of [
  ['en', english, englishHelp],
  ['ja', japanese, []],
] as const)
  test(`no page in ${locale} says anything in the other language, but for data that is marked`, async ({
    page,
  }) => {
    test.setTimeout(120_000)
    await chooseLanguage(page, locale)
    for (const address of [
      paths.login(),
      paths.login({ expired: 'verify' }),
      paths.loggedOut(),
      '/nowhere',
      ...help,
    ]) {
      await page.goto(address)
      expect.soft(await foreignTexts(page, foreign), address).toEqual([])
    }
    await signInDirectly(page, 'demo04')
    for (const address of addresses) {
      await page.goto(address)
      expect(await languageOf(page)).toBe(locale)
      expect.soft(await foreignTexts(page, foreign), address).toEqual([])
    }
  })
