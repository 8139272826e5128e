import { expect, test, type Page } from '@playwright/test'
import iconv from 'iconv-lite'
import { readFile } from 'node:fs/promises'
import { getPrisma } from '@/lib/db/prisma'
import { numberNamesMax, type NamedNumber } from '@/lib/numbers/number-name'
import { saveName } from '@/lib/numbers/save-name'
import { createTestUser, type TestAccount } from '@/tests/support/account'
import { newAccount, withDatabase } from './support/account'
import { expectNoSidewaysScrolling } from './support/page-widths'
import { signInDirectly } from './support/sign-in'

const number = '0311112222'
const source = { address: null, userAgent: null }
const main = (page: Page) => page.getByRole('main')
const status = (page: Page) => main(page).getByRole('status')
const alert = (page: Page) => main(page).getByRole('alert')

/** An account of a contract that no other test uses. */
let contracts = 0
const newContract = (): Promise<TestAccount> =>
  newAccount({ contractNumber: `N${process.pid}-${Date.now().toString(36)}-${contracts++}` })

/** What a colleague does meanwhile. */
const colleagueSaves = ({ contractNumber }: TestAccount, name: NamedNumber) =>
  withDatabase(async () => {
    const colleague = await createTestUser({ contractNumber })
    const where = { contractNumber_number: { contractNumber, number: name.number } }
    const current = await getPrisma().numberName.findUnique({ where })
    await saveName(colleague, name, current?.version ?? 0, source, new Date())
    return colleague.userId
  })

async function fillName(page: Page, name: Partial<NamedNumber>): Promise<void> {
  for (const [column, value] of Object.entries(name)) await page.locator(`#${column}`).fill(value)
}

/** Every address on the page, and the page's own. */
async function expectNoNumberInAddresses(page: Page, ...numbers: string[]): Promise<void> {
  const links = await page
    .locator('a[href], form[action]')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href') ?? node.getAttribute('action')))
  for (const address of [page.url(), ...links])
    for (const one of numbers) expect(decodeURIComponent(address ?? '')).not.toContain(one)
}

test('a name is added, found by its number, changed and removed, and its number stands in no address', async ({
  page,
}) => {
  const account = await newContract()
  await signInDirectly(page, account.userId)
  await page.goto('/numbers')
  await expect(main(page)).toContainText('まだ登録がありません')
  await main(page).getByRole('link', { name: '追加', exact: true }).click()
  await expect(page).toHaveURL(/\/numbers\/new$/)

  await fillName(page, { number: '03 11', name: ' ' })
  await page.getByRole('button', { name: '追加する' }).click()
  await expect(alert(page).getByRole('link')).toHaveCount(2)
  await expect(page.locator('#number')).toHaveValue('03 11')
  await fillName(page, { number, name: '本社 FAX', department: '総務部', accountCode: '5410' })
  await page.getByRole('button', { name: '追加する' }).click()
  await expect(status(page)).toHaveText('名称を追加しました。')
  await expect(page.getByRole('row').nth(1)).toContainText(/0311112222本社 FAX総務部5410/)
  await expectNoNumberInAddresses(page, number)

  await page.getByLabel('検索する語').fill(number)
  await page.getByRole('button', { name: '検索', exact: true }).click()
  await expect(page).toHaveURL(/\/numbers\?search=[0-9a-f-]{36}$/)
  await expect(main(page)).toContainText('「0311112222」を含む名称 1件(登録 1件中)')
  await expectNoNumberInAddresses(page, number)

  await page.getByRole('link', { name: `変更: ${number}` }).click()
  await expect(page.locator('#number')).toHaveValue(number)
  await expect(page.locator('#number')).toHaveAttribute('readonly')
  await expectNoNumberInAddresses(page, number)
  await page.locator('#name').fill('本社')
  await page.getByRole('button', { name: '変更する' }).click()
  await expect(page).toHaveURL(/\/numbers\?search=[0-9a-f-]{36}&done=changed$/)
  await expect(status(page)).toHaveText('名称を変更しました。')

  await page.getByRole('link', { name: `変更: ${number}` }).click()
  await page.getByText('この名称を削除する').click()
  await page.getByRole('button', { name: '削除', exact: true }).click()
  await expect(status(page)).toHaveText('名称を削除しました。')
  await page.goto('/account/activity?kind=numberNamesChanged')
  await expect(page.getByRole('row')).toHaveCount(4)
  await expect(page.getByRole('row').nth(1)).toContainText('追加 0件、変更 0件、削除 1件')
  await expect(main(page)).not.toContainText(number)
})

test('of two who edit at once the second is told what stands there now, and keeps what was typed', async ({
  page,
}) => {
  const account = await newContract()
  const name = { number, name: '本社', department: '総務部', accountCode: '' }
  await colleagueSaves(account, name)
  await signInDirectly(page, account.userId)
  await page.goto('/numbers')
  await page.getByRole('link', { name: `変更: ${number}` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('番号の名称の変更')
  await page.locator('#name').fill('私の名称')
  const colleague = await colleagueSaves(account, { ...name, name: '同僚の名称', department: '営業部' })
  await page.getByRole('button', { name: '変更する' }).click()
  await expect(alert(page)).toContainText(`画面を開いた後に ${colleague} が変更しました`)
  await expect(alert(page)).toContainText('現在の名称は「同僚の名称」です。')
  await expect(alert(page)).toContainText('現在の部署は「営業部」です。')
  await expect(page.locator('#name')).toHaveValue('私の名称')
  await page.getByRole('button', { name: '変更する' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('私の名称')

  await page.goto('/numbers/new')
  await fillName(page, { number, name: '別の名称' })
  await page.getByRole('button', { name: '追加する' }).click()
  await expect(alert(page)).toContainText('この番号は既に登録されています')
  await expect(page.locator('#name')).toHaveValue('別の名称')
})

test('pasted lines with faults are all told and kept; the good ones are shown before anything changes', async ({
  page,
}) => {
  const account = await newContract()
  await colleagueSaves(account, { number: '0312345678', name: '旧', department: '', accountCode: '' })
  await signInDirectly(page, account.userId)
  await page.goto('/numbers/import')
  const bad = `番号\t名称\n312345678\t本社\n03 1\t支店\n\t番号なし\n06\t\n`
  await page.getByLabel('貼り付け').fill(bad)
  await page.getByLabel(/^置き換え/).check()
  await page.getByRole('button', { name: '内容を確認する' }).click()
  await expect(alert(page)).toContainText('登録できない行があるため、何も変更していません(3か所)。')
  await expect(alert(page).getByRole('listitem').nth(1)).toHaveText(/^3行目: 番号は半角/)
  await expect(page.getByLabel('貼り付け')).toHaveValue(bad)
  await expect(page.getByLabel(/^置き換え/)).toBeChecked()

  await page.getByLabel('貼り付け').fill('312345678\t本社\n@userco.jp\t支店\t=1+1\n')
  await page.getByRole('button', { name: '内容を確認する' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登録内容の確認')
  await expect(page).toHaveURL(/\/numbers\/import\/[0-9a-f-]{36}$/)
  await expect(main(page)).toContainText('先頭に0を付けると登録済みの番号と同じになる番号が1件あります')
  await expect(main(page)).toContainText('置き換えを実行すると1件が削除されます')
  await expectNoNumberInAddresses(page, '312345678', 'userco')

  const colleague = await colleagueSaves(account, {
    number: '06',
    name: '新',
    department: '',
    accountCode: '',
  })
  await page.getByRole('button', { name: '実行', exact: true }).click()
  await expect(alert(page)).toContainText(`比較した後に ${colleague} が一覧を変更しました`)
  await expect(main(page)).toContainText('置き換えを実行すると2件が削除されます')
  await page.getByRole('button', { name: '実行', exact: true }).click()
  await expect(status(page)).toContainText('追加 2件、変更 0件、削除 2件です。')
  await expect(page.getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('row').nth(2)).toContainText('@userco.jp支店=1+1')
})

test('Excel’s Shift_JIS comes in, goes out in both encodings, and can be given up before it is run', async ({
  page,
}) => {
  const account = await newContract()
  await signInDirectly(page, account.userId)
  const upload = async (text: string, encoding: string) => {
    await page.goto('/numbers/import')
    const buffer = iconv.encode(text, encoding)
    await page.getByLabel('CSVファイル').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: '内容を確認する' }).click()
  }
  const csv = '番号,名称,部署,科目コード\r\n001,髙橋①,"総務,経理",5410\r\n\'=1,"a""b",,\r\n'
  await upload(csv, 'cp932')
  await page.getByRole('button', { name: '取りやめる' }).click()
  await expect(status(page)).toHaveText('登録を取りやめました。何も変更していません。')
  await upload(csv, 'cp932')
  await page.getByRole('button', { name: '実行', exact: true }).click()
  await expect(status(page)).toContainText('追加 2件')

  for (const [link, encoding] of [
    ['CSV(UTF-8)', 'utf8'],
    ['CSV(Shift_JIS)', 'cp932'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: link }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^numbers_\d{8}\.csv$/)
    const text = iconv.decode(await readFile(await download.path()), encoding)
    expect(text).toBe(csv)
  }
  await upload('001,한국', 'utf8')
  await page.getByRole('button', { name: '実行', exact: true }).click()
  await page.getByRole('link', { name: 'CSV(Shift_JIS)' }).click()
  await expect(main(page)).toContainText('名称にShift_JISで表せない文字があるため')
})

test('names, searches and imports of another contract are 404 @any-width', async ({ page }) => {
  const [owner, stranger] = [await newContract(), await newContract()]
  await colleagueSaves(owner, { number, name: '秘密の名称', department: '', accountCode: '' })
  await signInDirectly(page, owner.userId)
  await page.goto('/numbers')
  await page.getByLabel('検索する語').fill('秘密')
  await page.getByRole('button', { name: '検索', exact: true }).click()
  await expect(page).toHaveURL(/search=/)
  const addresses = [page.url(), await page.getByRole('link', { name: '変更:' }).getAttribute('href')]
  await page.goto('/numbers/import')
  await page.getByLabel('貼り付け').fill('0399,別の名称')
  await page.getByRole('button', { name: '内容を確認する' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登録内容の確認')
  addresses.push(page.url())

  await signInDirectly(page, stranger.userId)
  for (const address of addresses) {
    const response = await page.goto(address!.replace(/(\/numbers\/[0-9a-f-]{36})\?.*/, '$1'))
    expect(response!.status(), address!).toBe(404)
    await expect(main(page)).not.toContainText('名称')
  }
  const file = await page.request.get('/numbers/csv')
  expect((await file.body()).toString()).toBe('\ufeff番号,名称,部署,科目コード\r\n')
  expect((await page.goto('/numbers'))!.status()).toBe(200)
  await expect(main(page)).toContainText('まだ登録がありません')
})

test(`${numberNamesMax} lines come in at once, and a body that large is taken from nobody else @server`, async ({
  page,
}) => {
  test.setTimeout(180_000)
  const account = await newContract()
  await signInDirectly(page, account.userId)
  const lines = Array.from(
    { length: numberNamesMax },
    (_, at) => `03${String(at).padStart(8, '0')},株式会社山田商店 第${at}営業所,営業部,5410\r\n`,
  )
  const send = async (text: string) => {
    await page.goto('/numbers/import')
    const buffer = Buffer.from(text)
    await page.getByLabel('CSVファイル').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: '内容を確認する' }).click()
  }
  await send(lines.join(''))
  await expect(main(page)).toContainText('50,000件のうち、先頭の20件です。', { timeout: 60_000 })
  await page.getByRole('button', { name: '実行', exact: true }).click()
  await expect(status(page)).toContainText('追加 50,000件', { timeout: 60_000 })
  await expect(main(page)).toContainText('1~50件目を表示')

  const body = { pasted: 'x'.repeat(2_000_000) }
  for (const cookie of ['', 'session=x', 'session=eyJhbGciOiJkaXIi.x.x.x.x']) {
    const answer = await fetch(new URL('/numbers/import', page.url()), {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { cookie },
    })
    expect(answer.status).toBe(413)
  }
  expect((await page.request.post('/numbers/new', { multipart: body })).status()).toBe(413)
  const tooLarge = { pasted: 'x'.repeat(7_000_000) }
  expect((await page.request.post('/numbers/import', { multipart: tooLarge })).status()).toBe(413)
  await send(tooLarge.pasted)
  await expect(alert(page)).toContainText('6MBを超えているため送信できません')
})

test('in English, by the keyboard alone @js', async ({ page }) => {
  const account = await newContract()
  await signInDirectly(page, account.userId)
  await page.goto('/numbers/new')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add a name')
  await page.locator('#number').focus()
  for (const text of [number, 'Head office', 'General affairs', '5410']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect(status(page)).toHaveText('The name was added.')
  await expectNoSidewaysScrolling(page)
})
