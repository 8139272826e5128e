import { get } from 'node:http'
import { expect, type Page } from '@playwright/test'

/** What has come of an answer. */
interface Received {
  bytes: number
  isWhole: boolean
}

/** The header with the browser's cookies. */
export const cookiesOf = async (page: Page) =>
  (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')

/** Reads an answer as far as it comes, after a pause at its first bytes. */
export async function receive(
  page: Page,
  address: string,
  encoding: string,
  pause: () => Promise<unknown>,
): Promise<Received> {
  const Cookie = await cookiesOf(page)
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
