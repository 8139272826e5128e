import { redirectTarget } from '@/lib/auth/redirect-target'

const baseUrl = 'https://portal.example'
const target = (url: unknown) => redirectTarget({ url, baseUrl })

test.each([
  ['/usage?from=1', `${baseUrl}/usage?from=1`],
  [`${baseUrl}/menu`, `${baseUrl}/menu`],
])('leads on to %j within the portal', (url, expected) => {
  expect(target(url)).toBe(expected)
})

test.each([
  'foo',
  'http://[',
  '//[',
  '',
  'javascript:alert(1)',
  '//evil.example/menu',
  '/\\evil.example',
  'https://evil.example',
  'http://portal.example',
  'https://portal.example.evil.example',
  7,
  { href: '/menu' },
])('leads to the portal itself instead of %j', (url) => {
  expect(target(url)).toBe(baseUrl)
})

test('next-auth asks it: a callbackUrl in a body that cannot be read is no error', async () => {
  jest.resetModules()
  process.env.AUTH_SECRET = 'k3Jx9wQz+Vb7Lr2NfT5sYhD8cGm1PaE4'
  const { log } = await import('@/lib/log')
  const error = jest.spyOn(log, 'error')
  const { handlers } = await import('@/lib/auth/next-auth')
  const { NextRequest } = await import('next/server')
  for (const action of ['signout', 'callback/credentials']) {
    const request = new NextRequest(`https://portal.example/api/auth/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'callbackUrl=foo',
    })
    expect((await handlers.POST(request)).headers.get('location')).not.toContain('error=Configuration')
  }
  expect(error).not.toHaveBeenCalled()
})
