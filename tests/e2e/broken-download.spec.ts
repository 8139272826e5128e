import { get } from 'node:http'
import { expect, test, type Page } from '@playwright/test'
import { testPassword } from './support/account'
import { signIn } from './support/sign-in'
import { accountWithMuchUsage, breakFiles } from './support/usage'

const date = '2026-02-01'
const address = `/usage/download?startDate=${date}&endDate=${date}&by=call`

/** What a server sends has nothing to do with the browser that asks. */
test.skip(({ javaScriptEnabled, isMobile }) => javaScriptEnabled === false || isMobile === true)

interface Received {
  bytes: number
  isWhole: boolean
}

/** Reads an answer as far as it comes, after a pause at its first bytes. */
async function receive(page: Page, encoding: string, pause: () => Promise<unknown>): Promise<Received> {
  const cookies = await page.context().cookies()
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const url = new URL(address, process.env.PORTAL_TEST_URL)
  return new Promise((resolve, reject) => {
    get(url, { headers: { Cookie, 'Accept-Encoding': encoding } }, (answer) => {
      let bytes = 0
      expect(answer.statusCode).toBe(200)
      answer.on('data', (piece: Buffer) => {
        if (bytes === 0) {
          answer.pause()
          void pause().then(() => answer.resume(), reject)
        }
        bytes += piece.length
      })
      answer.on('error', () => undefined)
      answer.on('close', () => resolve({ bytes, isWhole: answer.complete }))
    }).on('error', reject)
  })
}

for (const encoding of ['identity', 'gzip'])
  test(`a database that goes away breaks the transfer visibly, and the next one is whole (${encoding})`, async ({
    page,
  }) => {
    const contractNumber = `9${encoding.length}`
    const { userId } = await accountWithMuchUsage(contractNumber, date)
    await signIn(page, userId, testPassword)
    let broken = 0
    const part = await receive(page, encoding, async () => (broken = await breakFiles(contractNumber)))
    expect(broken).toBe(1)
    expect(part.isWhole).toBe(false)
    const whole = await receive(page, encoding, () => Promise.resolve())
    expect(whole.isWhole).toBe(true)
    expect(whole.bytes).toBeGreaterThan(part.bytes)
  })
