/** The modules read the environment when they are loaded: each test loads them anew. */
async function load(authUrl: string) {
  jest.resetModules()
  process.env.AUTH_URL = authUrl
  const cookies = await import('@/lib/auth/cookies')
  const { contentSecurityPolicy, securityHeaders } = await import('@/lib/http/security-headers')
  return { ...cookies, headers: securityHeaders, policy: contentSecurityPolicy('0123') }
}

test.each(['https://portal.example', 'HTTPS://portal.example'])(
  'under %s cookies are Secure and bound to the host, and browsers stay on https',
  async (authUrl) => {
    const { cookieOptions, sessionCookieName, pendingSignInCookieName, headers } = await load(authUrl)
    expect(cookieOptions).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
    expect([sessionCookieName, pendingSignInCookieName]).toEqual(['__Host-session', '__Host-pending-sign-in'])
    expect(headers['Strict-Transport-Security']).toBe('max-age=31536000; includeSubDomains')
    expect(headers['Content-Security-Policy']).toContain('upgrade-insecure-requests')
  },
)

test('under http, as in a demo, they work without', async () => {
  const { cookieOptions, sessionCookieName, headers } = await load('http://localhost:3000')
  expect(cookieOptions).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: false })
  expect(sessionCookieName).toBe('session')
  expect(headers).not.toHaveProperty('Strict-Transport-Security')
})

test('the policy allows scripts by nonce alone', async () => {
  const { headers, policy } = await load('https://portal.example')
  expect(headers['Content-Security-Policy']).not.toMatch(/script-src|style-src|nonce/)
  expect(policy).toContain("script-src 'self' 'nonce-0123' 'strict-dynamic';")
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})
