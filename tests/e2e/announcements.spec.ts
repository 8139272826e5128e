import { expect, test, type Page } from '@playwright/test'
import { newAccount } from './support/account'
import { changeExport, holdExport } from './support/exports'
import { openSearch } from './support/open-search'
import { signInDirectly } from './support/sign-in'

/** What a region said, and whether it was there before, as it has to be to be read out. */
interface Announcement {
  text: string
  wasThere: boolean
}

declare global {
  interface Window {
    announcements: Announcement[]
  }
}

/** Notes what the regions of each page say from now on that are read out when they change. */
const listen = (page: Page) =>
  page.addInitScript(() => {
    window.announcements = []
    const heard = new Map<Element, string>()
    const note = () => {
      for (const region of document.querySelectorAll('main [role=status], dialog [role=status]')) {
        const text = (region.textContent ?? '').replace(/\s+/g, ' ').trim()
        const before = heard.get(region)
        heard.set(region, text)
        if (text !== '' && text !== (before ?? '') && document.readyState === 'complete')
          window.announcements.push({ text, wasThere: before !== undefined })
      }
    }
    new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true })
  })

const announced = (page: Page) => page.evaluate(() => window.announcements)
const day = 'startDate=2014-07-06&startHour=0&endDate=2014-07-06&endHour=23'

// Regions that are read out are changed by scripts; without them the page itself says what they say.
test.describe('what changes is announced once, by a region that was there before @js @any-width', () => {
  test.beforeEach(({ page }) => listen(page))

  test('the count of a period, when it has been chosen', async ({ page }) => {
    await signInDirectly(page, (await newAccount()).userId)
    await page.goto(`/usage?${day}&output=screen&by=call`)
    await openSearch(page)
    await page.locator('#startHour').selectOption('12')
    await page.locator('#endHour').selectOption('19')
    await expect.poll(() => announced(page)).toEqual([{ text: '呼毎 89件、宛先毎 9,518件', wasThere: true }])
  })

  test('the progress of a bulk export by quarters, and its end', async ({ page }) => {
    const account = await newAccount()
    await signInDirectly(page, account.userId)
    const held = await holdExport(account)
    await page.goto('/exports')
    const reach = async (recordsDone: number) => {
      await changeExport(account, { state: 'running', recordsDone })
      await expect(page.getByText(`19,559件中 ${recordsDone.toLocaleString('en')}件`)).toBeVisible()
    }
    for (const records of [1_000, 2_000, 10_000, 12_000, 14_000]) await reach(records)
    await changeExport(account, { state: 'failed', failure: 'storageFull', finishedAt: new Date() })
    await expect(page.getByText('サーバの空き容量が不足している')).toBeVisible()
    expect(await announced(page)).toEqual(
      ['作成中', '作成中 50%まで作成しました', 'ファイルを作成できませんでした'].map((text) => ({
        text,
        wasThere: true,
      })),
    )
    await held.release()
  })

  test('that a file is being made, and is there; that a search was saved', async ({ page }) => {
    await signInDirectly(page, (await newAccount()).userId)
    await page.goto(`/usage?${day}&output=csv&by=call`)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '実行' }).click()
    await (await download).path()
    await expect(page.getByText('作成が完了しました')).toBeVisible()
    await page.locator('summary', { hasText: 'この検索を保存' }).click()
    await page.getByLabel('保存する名前').fill('七月')
    await page.getByRole('button', { name: '保存する' }).click()
    await expect(page.getByText('「七月」を保存しました。')).toBeVisible()
    const said = await announced(page)
    expect(said.map(({ text }) => text)).toEqual([
      expect.stringContaining('作成中です'),
      expect.stringContaining('作成が完了しました'),
      expect.stringContaining('「七月」を保存しました。'),
    ])
    expect(said.every(({ wasThere }) => wasThere)).toBe(true)
  })

  test('the coming end of a session with the window that opens, and the end itself; Escape goes back', async ({
    page,
  }) => {
    let secondsLeft = 119
    await page.route('**/api/session', (route) => route.fulfill({ body: JSON.stringify({ secondsLeft }) }))
    await page.clock.install()
    await signInDirectly(page, 'demo04')
    await page.goto('/account/password')
    await page.locator('#newPassword').fill('typed')
    const dialog = page.getByRole('dialog', { name: 'まもなくログアウトされます' })
    // Time counts from when the page's scripts run.
    await expect(async () => {
      await page.clock.fastForward(28 * 60_000)
      await expect(dialog).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await expect(dialog).toHaveAccessibleDescription(/あと2分ほどでログアウトされます/)
    expect(await announced(page)).toEqual([])
    secondsLeft = 0
    await page.clock.fastForward(121_000)
    await expect
      .poll(() => announced(page))
      .toEqual([{ text: expect.stringMatching(/^ログアウトされました。/), wasThere: true }])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.locator('#newPassword')).toBeFocused()
  })
})
