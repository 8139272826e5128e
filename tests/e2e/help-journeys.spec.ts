import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { codeSentTo, newAccount, testPassword } from './support/account'
import { openReadyExport } from './support/exports'
import { follow, readSteps } from './support/help-steps'
import { signInDirectly } from './support/sign-in'

// Each journey of the manual, done by who knows nothing but the help: what a step names is looked for on the page under
// that very label. Without JavaScript too; the width changes nothing of the words.

const manualDay = { 開始日: '2014-07-06', 開始時: '0時', 終了日: '2014-07-06', 終了時: '23時' }

async function signInAnew(page: Page): Promise<void> {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/menu')
}

/** The steps of 検索条件を設定する: the way to the form, and the period. */
async function setPeriod(page: Page): Promise<void> {
  const [open, period] = await readSteps(page, 'usage#conditions')
  expect(await follow(page, [open!, period!], manualDay)).toEqual(['利用状況検索', ...Object.keys(manualDay)])
}

for (const [locale, userId, password, done] of [
  ['ja', 'ユーザID', 'パスワード', 'ログアウトしました'],
  ['en', 'User ID', 'Password', 'You have signed out'],
] as const)
  test(`the five steps of getting started lead from signing in to signing out, in ${locale} @any-width`, async ({
    page,
    baseURL,
  }) => {
    await page.context().addCookies([{ name: 'locale', value: locale, url: baseURL! }])
    const account = await newAccount()
    const [login, menu, search, keep, logout] = await readSteps(page, 'start#first')
    await page.goto('/login')
    await follow(page, [login!], { [userId]: account.userId, [password]: testPassword })
    await expect(page).toHaveURL(/\/menu$/)
    await follow(page, [menu!, search!])
    await expect(page).toHaveURL(/by=call/)
    await expect(page.getByRole('table')).toBeVisible()
    const [download] = await Promise.all([page.waitForEvent('download'), follow(page, [keep!])])
    expect(download.suggestedFilename()).toMatch(/^usage_call_\d{10}-\d{10}\.csv$/)
    await follow(page, [logout!])
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(done)
  })

test('who has 多要素認証 signs in, changes the address and signs out by the help @any-width', async ({
  page,
}) => {
  const { userId } = await newAccount({ multiFactor: true })
  const [oldEmail, newEmail] = [`${userId}@example.com`, `new-${userId}@example.com`]
  await page.goto('/login')
  const login = await readSteps(page, 'usage#login')
  const person = { ユーザID: userId, パスワード: testPassword }
  const signedIn = await follow(page, login, { ...person, 第二認証パスワード: () => codeSentTo(oldEmail) })
  expect(signedIn).toEqual(['ユーザID', 'パスワード', 'ログイン', '第二認証パスワード', 'ログイン'])
  await expect(page).toHaveURL(/\/menu$/)

  const changed = await follow(page, await readSteps(page, 'email#change'), {
    旧メールアドレス: oldEmail,
    新メールアドレス: newEmail,
    新メールアドレス再入力: newEmail,
    第二認証パスワード: () => codeSentTo(newEmail),
  })
  expect(changed.at(-1)).toBe('OK')
  await expect(
    page.getByText('第二認証パスワード送付用メールアドレス変更が正常に完了しました。'),
  ).toBeVisible()

  await page.goto('/login')
  await follow(page, login, { ...person, 第二認証パスワード: () => codeSentTo(newEmail) })
  await expect(page).toHaveURL(/\/menu$/)
})

test('a result is searched, narrowed, saved and taken as a file by the help @any-width', async ({ page }) => {
  await signInAnew(page)
  await setPeriod(page)
  const [select, kind] = await readSteps(page, 'usage#screen')
  expect(await follow(page, [select!, kind!])).toEqual(['WWW画面', '呼毎検索'])
  await expect(page.getByText('ヒット件数: 127', { exact: true })).toBeVisible()

  await follow(page, await readSteps(page, 'usage#narrow'), { 通信種別: '同報(37件)' })
  await expect(page.getByText('ヒット件数: 37', { exact: true })).toBeVisible()

  const [open, name] = await readSteps(page, 'usage#saved')
  await follow(page, [open!, name!], { 保存する名前: '同報だけ' })
  await expect(page.getByText('「同報だけ」を保存しました。')).toBeVisible()
  await page.goto('/menu')
  await page.getByRole('main').getByRole('link', { name: '同報だけ' }).click()
  await expect(page.getByText('ヒット件数: 37', { exact: true })).toBeVisible()

  await page.goto('/menu')
  await setPeriod(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    readSteps(page, 'usage#file').then((steps) =>
      follow(page, steps, { ファイルの形式: 'テキストファイル(CSV)', 文字コード: 'Shift_JIS' }),
    ),
  ])
  const file = await readFile(await download.path())
  expect(file.toString('latin1').split('\r\n')).toHaveLength(127 + 2)
})

test('a bulk export is asked for, found and taken by the help @any-width', async ({ page }) => {
  await signInAnew(page)
  await setPeriod(page)
  const [select, kind, run, check, save] = await readSteps(page, 'usage#bulk')
  const pressed = await follow(page, [select!, kind!, run!], { 宛先毎検索: '' })
  expect(pressed).toEqual(['テキストファイル(大量検索)', '宛先毎検索', '実行'])
  await expect(page).toHaveURL(/accepted/)
  await page.goto('/menu')
  await follow(page, [check!])
  await openReadyExport(page)
  const [download] = await Promise.all([page.waitForEvent('download'), follow(page, [save!])])
  expect(download.suggestedFilename()).toMatch(/\.zip$/)
})

test('the password is changed by the help, and the new one signs in @any-width', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/menu')
  const newPassword = 'New#pass1'
  await follow(page, await readSteps(page, 'password#update'), {
    旧パスワード: testPassword,
    新パスワード: newPassword,
    新パスワード再入力: newPassword,
  })
  await expect(page.getByText('パスワードの更新は正常に完了しました。')).toBeVisible()
  const [enter, press] = await readSteps(page, 'usage#login')
  await page.goto('/login')
  await follow(page, [enter!, press!], { ユーザID: userId, パスワード: newPassword })
  await expect(page).toHaveURL(/\/menu$/)
})
