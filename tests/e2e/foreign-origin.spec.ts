import { expect, test } from '@playwright/test'
import { hiddenFields } from '@/tests/support/hidden-fields'
import { newAccount, testPassword } from './support/account'

test('an action posted by a page of another site is refused and opens no session; by our own it does @server', async ({
  request,
}) => {
  const { userId } = await newAccount()
  const html = await (await request.get('/login')).text()
  const multipart = { ...hiddenFields(html, 'userId'), userId, password: testPassword }
  expect(Object.keys(multipart).join()).toContain('$ACTION')
  const post = (origin: string) => request.post('/login', { headers: { origin }, multipart, maxRedirects: 0 })
  const secondsLeft = async () => (await (await request.get('/api/session')).json()) as unknown

  for (const origin of ['https://evil.example', 'null', 'nonsense']) {
    const refused = await post(origin)
    expect(refused.status()).toBe(403)
    expect(await refused.text()).toContain('本サービスの画面から送られたことを確認できなかったため')
    expect(refused.headers()).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
    })
  }
  expect((await request.storageState()).cookies.map(({ name }) => name)).not.toContain('session')
  expect(await secondsLeft()).toEqual({ secondsLeft: 0 })

  // The same form from our own page signs in: it was the origin that was refused.
  expect((await post(new URL(process.env.PORTAL_TEST_URL!).origin)).status()).toBeLessThan(400)
  expect(await secondsLeft()).not.toEqual({ secondsLeft: 0 })
})
