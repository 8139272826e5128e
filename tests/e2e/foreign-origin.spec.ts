import { expect, test } from '@playwright/test'
import { newAccount, testPassword } from './support/account'

const attribute = (tag: string, name: string) =>
  new RegExp(`\\b${name}="([^"]*)"`)
    .exec(tag)?.[1]!
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

/** The form that a browser without JavaScript posts: the hidden fields that name the action, and those typed in. */
function signInForm(html: string, userId: string): Record<string, string> {
  const form = /<form(?:(?!<\/form>)[\s\S])*name="userId"[\s\S]*?<\/form>/.exec(html)![0]
  const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(
    ([tag]) => [attribute(tag, 'name')!, attribute(tag, 'value') ?? ''] as const,
  )
  return { ...Object.fromEntries(hidden), userId, password: testPassword }
}

test('an action posted by a page of another site is refused and opens no session; by our own it does', async ({
  request,
}) => {
  const { userId } = await newAccount()
  const multipart = signInForm(await (await request.get('/login')).text(), userId)
  expect(Object.keys(multipart).join()).toContain('$ACTION')
  const post = (origin: string) => request.post('/login', { headers: { origin }, multipart, maxRedirects: 0 })
  const secondsLeft = async () => (await (await request.get('/api/session')).json()) as unknown

  expect((await post('https://evil.example')).status()).toBeGreaterThanOrEqual(400)
  expect((await request.storageState()).cookies.map(({ name }) => name)).not.toContain('session')
  expect(await secondsLeft()).toEqual({ secondsLeft: 0 })

  // The same form from our own page signs in: it was the origin that was refused.
  expect((await post(new URL(process.env.PORTAL_TEST_URL!).origin)).status()).toBeLessThan(400)
  expect(await secondsLeft()).not.toEqual({ secondsLeft: 0 })
})
