import { expect, test } from '@playwright/test'
import { signInDirectly } from './support/sign-in'

test.describe('the end of an idle session @js', () => {
  test.beforeEach(async ({ page }) => {
    await page.clock.install()
    await signInDirectly(page, 'demo04')
    await page.goto('/account/password')
    await page.locator('#newPassword').fill('typed')
  })

  const says = (secondsLeft: number) => JSON.stringify({ secondsLeft })

  test('is announced two minutes before, and one may stay with what one typed', async ({ page }) => {
    await page.route('**/api/session', (route) =>
      route.request().method() === 'GET' ? route.fulfill({ body: says(119) }) : route.continue(),
    )
    await page.clock.fastForward(28 * 60_000)
    await expect(page.getByRole('dialog', { name: 'まもなくログアウトされます' })).toBeVisible()
    await page.getByRole('button', { name: '続ける' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.locator('#newPassword')).toHaveValue('typed')
  })

  test('is not announced while another window is in use', async ({ page }) => {
    let asked = 0
    await page.route('**/api/session', (route) => {
      asked += 1
      return route.fulfill({ body: says(1_500) })
    })
    await page.clock.fastForward(28 * 60_000)
    await expect.poll(() => asked).toBe(1)
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  test('is told when it has come, with the way back to this page', async ({ page }) => {
    await page.route('**/api/session', (route) => route.fulfill({ body: says(0) }))
    await page.clock.fastForward(28 * 60_000)
    await expect(page.getByRole('dialog', { name: 'ログアウトされました' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'ログインし直す' })).toHaveAttribute(
      'href',
      '/login?next=%2Faccount%2Fpassword',
    )
    await page.getByRole('button', { name: 'この画面に戻る' }).click()
    await expect(page.locator('#newPassword')).toHaveValue('typed')
  })
})

test('keeping a session is refused to pages of other sites @server', async ({ request }) => {
  const foreign = await request.post('/api/session', { headers: { origin: 'https://evil.example' } })
  expect(foreign.status()).toBe(403)
  const asked = await request.get('/api/session')
  expect(await asked.json()).toEqual({ secondsLeft: 0 })
})
