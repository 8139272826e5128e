import { readFile } from 'node:fs/promises'
import { get } from 'node:http'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { portalLog } from '@/tests/support/browser-setup'
import { isCluster } from './support/is-cluster'
import { cookiesOf, receive } from './support/receive'
import { signInDirectly } from './support/sign-in'
import { accountWithMuchUsage, breakFiles, downloadEvents, endConnections, holdMonth } from './support/usage'

const addressOf = (day: string) => `/usage/download?startDate=${day}&endDate=${day}&by=call`

/** What a server sends has nothing to do with the browser that asks. */
test.skip(({ javaScriptEnabled, isMobile }) => javaScriptEnabled === false || isMobile === true)

// Months that no other test looks at: a test breaks or holds its own.
for (const [encoding, month] of [
  ['identity', '2025-01'],
  ['gzip', '2025-02'],
] as const)
  test(`a database that goes away breaks the transfer visibly, and the next one is whole (${encoding})`, async ({
    page,
  }) => {
    const day = `${month}-01`
    const { userId } = await accountWithMuchUsage(`9${encoding.length}`, day)
    await signInDirectly(page, userId)
    let broken = 0
    const part = await receive(page, addressOf(day), encoding, async () => {
      broken = await breakFiles(month.replace('-', ''))
    })
    expect(broken).toBe(1)
    expect(part.isWhole).toBe(false)
    const whole = await receive(page, addressOf(day), encoding, () => Promise.resolve())
    expect(whole.isWhole).toBe(true)
    expect(whole.bytes).toBeGreaterThan(part.bytes)
  })

test('a client that leaves while its file is counted leaves no file open, and is no fault of the portal', async ({
  page,
}) => {
  test.skip(isCluster, 'a lock on the primary comes to the replica too late to hold what is read there')
  const account = await accountWithMuchUsage('96', '2025-03-01')
  await signInDirectly(page, account.userId)
  const Cookie = await cookiesOf(page)
  await holdMonth('202503', async (whenWaited) => {
    const request = get(new URL(addressOf('2025-03-01'), process.env.PORTAL_TEST_URL), {
      headers: { Cookie },
    })
    request.on('error', () => undefined)
    await whenWaited()
    request.destroy()
    // The server hears of it before it goes on.
    await new Promise((resolve) => setTimeout(resolve, 500))
  })
  await expect(async () => {
    expect(await downloadEvents(account)).toEqual(['downloadStarted', 'downloadBroken'])
  }).toPass({ timeout: 15_000 })
  const log = await readFile(path.join(process.env.PORTAL_TEST_DATA!, portalLog), 'utf8')
  expect(log).not.toContain('disturbed or locked')
})

test('a database that goes away before the first byte is said in words', async ({ page }) => {
  test.skip(isCluster, 'a replica that goes away is not said: the primary is read')
  const account = await accountWithMuchUsage('97', '2025-04-01')
  await signInDirectly(page, account.userId)
  const answer = await holdMonth('202504', async (whenWaited) => {
    const asked = page.goto(addressOf('2025-04-01'))
    await endConnections(await whenWaited())
    return asked
  })
  expect(answer!.status()).toBe(503)
  await expect(page.getByText(/ただいま一時的にご利用いただけません.*もう一度お試しください/)).toBeVisible()
  await page.goto('/usage')
  await expect(page.getByRole('button', { name: '呼毎検索' })).toBeVisible()
})
