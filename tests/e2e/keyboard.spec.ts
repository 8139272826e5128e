import { randomUUID } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import type { JapanDate } from '@/lib/time/japan-time'
import { shortcutDays } from '@/lib/usage/shortcuts'
import { insertManyCalls } from '@/tests/support/many-calls'
import { newAccount, testPassword, withDatabase } from './support/account'
import { expectFocusSeen, tabTo, typeInto } from './support/keyboard'
import { signInDirectly } from './support/sign-in'

/** Everything below is done with the keyboard of a desktop. */
test.describe('by the keyboard alone @js @any-width', () => {
  const main = (page: Page) => page.getByRole('main')
  const focused = (page: Page) => page.locator(':focus')
  const press = (page: Page, key: string) => page.keyboard.press(key)

  /** An account of a contract of its own that made 120 calls on a day. */
  async function customerOf(date: JapanDate) {
    const contractNumber = `keys-${randomUUID().slice(0, 8)}`
    const account = await newAccount({ contractNumber })
    await withDatabase((pool) => insertManyCalls(pool, { contractNumber, date, records: 120 }))
    return account
  }

  /** A form was refused: the focus is at what was wrong, and from there Enter leads to the field. */
  async function mendFirst(page: Page, field: string) {
    await expect(focused(page).getByRole('alert')).toBeVisible()
    await expectFocusSeen(page)
    await press(page, 'Tab')
    await press(page, 'Enter')
    await expect(page.locator(field)).toBeFocused()
    await expectFocusSeen(page)
  }

  /** Takes a file by Enter on what has the focus. */
  async function take(page: Page): Promise<string> {
    const download = page.waitForEvent('download')
    await press(page, 'Enter')
    return (await download).suggestedFilename()
  }

  test('one signs in, searches, pages on, narrows, opens a call, takes its file and signs out', async ({
    page,
  }) => {
    const yesterday = shortcutDays('yesterday', new Date())!.startDate
    const { userId } = await customerOf(yesterday)
    await page.goto('/login')
    await press(page, 'Tab')
    await expect(focused(page)).toHaveText('本文へ移動')
    await expectFocusSeen(page)
    await press(page, 'Enter')
    await expect(main(page)).toBeFocused()
    await typeInto(page, page.locator('#userId'), userId)
    await press(page, 'Enter')
    await mendFirst(page, '#password')
    await page.keyboard.type(testPassword)
    await press(page, 'Enter')
    await expect(page).toHaveURL(/\/menu$/)

    await tabTo(page, main(page).getByRole('link', { name: '利用状況検索', exact: true }))
    await press(page, 'Enter')
    await expect(page).toHaveURL(/\/usage$/)
    await tabTo(page, page.getByRole('link', { name: '前日', exact: true }))
    await press(page, 'Enter')
    await expect(page.locator('#startDate')).toHaveValue(yesterday)
    await tabTo(page, page.getByRole('button', { name: '呼毎検索' }))
    await press(page, 'Enter')
    await expect(main(page)).toContainText('ヒット件数: 120')

    await tabTo(page, page.getByRole('link', { name: 'NEXT' }).first())
    await press(page, 'Enter')
    await expect(focused(page)).toHaveText('51~100件目を表示')
    await expectFocusSeen(page)
    await tabTo(page, page.locator('summary', { hasText: '絞り込み' }))
    await press(page, 'Enter')
    await typeInto(page, page.locator('#chargeFrom'), 'x')
    await press(page, 'Enter')
    await mendFirst(page, '#chargeFrom')
    await press(page, 'ControlOrMeta+A')
    await page.keyboard.type('90')
    await press(page, 'Enter')
    await expect(page).toHaveURL(/filter=/)
    await expect(focused(page)).toHaveText('ヒット件数: 10')
    await expectFocusSeen(page)

    await tabTo(page, page.locator('tbody a').first())
    await press(page, 'Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('呼指定宛先毎検索')
    const file = main(page)
      .locator('details')
      .filter({ has: page.locator('form') })
    await tabTo(page, file.locator('summary').first())
    await press(page, 'Enter')
    await tabTo(page, file.getByRole('button', { name: '実行' }))
    expect(await take(page)).toMatch(/^usage_call_\d+_destinations\.csv$/)
    await expect(file.getByRole('status')).toContainText('作成が完了しました')

    await tabTo(page, page.getByRole('banner').getByRole('button', { name: 'ログアウト' }))
    await press(page, 'Enter')
    await expect(page).toHaveURL(/\/logged-out$/)
  })

  test('one asks for a bulk export and takes it, opens a month’s sheet, names a number, renews the password', async ({
    page,
  }) => {
    const { userId } = await customerOf('2014-07-06')
    await signInDirectly(page, userId)
    const bar = page.getByRole('navigation', { name: 'サービス内の移動' })
    const goTo = async (place: string) => {
      await tabTo(page, bar.getByRole('link', { name: place, exact: true }))
      await press(page, 'Enter')
      await expect(bar.locator('[aria-current=page]')).toHaveText(place)
    }
    await page.goto(
      '/usage?startDate=2014-07-06&startHour=0&endDate=2014-07-06&endHour=23&output=bulk&by=call',
    )
    await tabTo(page, main(page).getByRole('button', { name: '実行' }))
    await press(page, 'Enter')
    await expect(focused(page)).toContainText('テキストファイル作成を受け付けました。')
    await expectFocusSeen(page)
    await tabTo(page, main(page).getByRole('link', { name: '作成状況を確認する' }))
    await press(page, 'Enter')
    const zip = page.getByRole('link', { name: /ZIP/ })
    await expect(zip).toBeVisible()
    await tabTo(page, zip)
    expect(await take(page)).toMatch(/\.zip$/)

    await goTo('月次明細')
    await tabTo(page, page.getByRole('link', { name: '2014年7月分' }))
    await press(page, 'Enter')
    await expect(page).toHaveURL(/\/statements\/2014-07$/)
    await tabTo(page, page.getByRole('button', { name: 'CSVファイルをダウンロード' }))
    expect(await take(page)).toBe('statement_call_201407.csv')

    await goTo('番号の名称')
    await tabTo(page, main(page).getByRole('link', { name: '追加', exact: true }))
    await press(page, 'Enter')
    await typeInto(page, page.locator('#number'), '0311112222')
    await press(page, 'Enter')
    await mendFirst(page, '#name')
    await page.keyboard.type('本社')
    await press(page, 'Enter')
    await expect(focused(page)).toHaveText('名称を追加しました。')
    await tabTo(page, page.getByRole('link', { name: '変更: 0311112222' }))
    await press(page, 'Enter')
    await typeInto(page, page.locator('#name'), '支社')
    await press(page, 'Enter')
    await expect(focused(page)).toHaveText('名称を変更しました。')
    await expectFocusSeen(page)

    await goTo('お客様認証パスワード更新')
    await typeInto(page, page.locator('#oldPassword'), testPassword)
    await press(page, 'Enter')
    await mendFirst(page, '#newPassword')
    for (const [field, text] of [
      ['#oldPassword', testPassword],
      ['#newPassword', 'New#pass1'],
      ['#newPasswordAgain', 'New#pass1'],
    ] as const)
      await typeInto(page, page.locator(field), text)
    await press(page, 'Enter')
    await expect(focused(page)).toContainText('パスワードの更新は正常に完了しました。')
  })
})
