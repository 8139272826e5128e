import { expect, test } from '@playwright/test'
import { firstFailuresMax } from '@/lib/auth/address-limit'
import { startWebServer, type WebServer } from '@/tests/support/web-server'
import { newAccount, withDatabase } from './support/account'
import { postSignIn } from './support/form-post'

/** What a server reads from a proxy has nothing to do with the browser that asks. */
test.skip(({ javaScriptEnabled, isMobile }) => javaScriptEnabled === false || isMobile === true)

let server: WebServer
test.beforeAll(async () => {
  server = await startWebServer({ TRUSTED_PROXY_HEADER: 'x-forwarded-for' })
})
test.afterAll(() => server.stop())

const noted = (accountId: bigint) =>
  withDatabase(async (pool) => {
    const { rows } = await pool.query<{ source_address: string }>(
      'SELECT source_address FROM security_event WHERE account_id = $1 ORDER BY event_id',
      [accountId],
    )
    return rows.map(({ source_address: address }) => address)
  })

test('a proxy’s value is read as an address, and is ignored where it is not one', async () => {
  const account = await newAccount()
  for (const value of ['198.51.100.7, 203.0.113.1:4711', '[2001:db8::1]:80', '9'.repeat(9_000)]) {
    const answer = await postSignIn(server.url, account.userId, 'Wrong!2026', { 'X-Forwarded-For': value })
    expect(answer.status).toBe(200)
  }
  const addresses = await noted(account.accountId)
  expect(addresses.slice(0, 2)).toEqual(['203.0.113.1', '2001:db8::1'])
  // The connection's own.
  expect(addresses[2]).toMatch(/^(127\.0\.0\.1|::1)$/)
})

test('the limit by address is not passed by a new port each time', async () => {
  const tryFrom = (port: number) =>
    postSignIn(server.url, `nobody-${port}`, 'Wrong!2026', { 'X-Forwarded-For': `203.0.113.200:${port}` })
  for (let port = 1; port <= firstFailuresMax; port++)
    expect(await (await tryFrom(port)).text()).not.toContain('一時的に制限')
  const last = await (await tryFrom(firstFailuresMax + 1)).text()
  expect(last).toContain('一時的に制限')
})
