import { expect, test } from '@playwright/test'
import { sendOdd, type OddRequest } from '@/tests/support/random-requests'
import { hiddenFields } from '@/tests/support/hidden-fields'
import { newAccount } from './support/account'
import { listActions } from './support/action-ids'
import { signInByForm } from './support/form-post'
import { isCluster } from './support/is-cluster'

/** What a server answers has nothing to do with the browser that asks. */
test.skip(({ javaScriptEnabled, isMobile }) => javaScriptEnabled === false || isMobile === true)

const portal = () => new URL(process.env.PORTAL_TEST_URL!)

/** Sends a request, and looks at the headers that every answer has. */
async function ask(request: Partial<OddRequest>, cookie = '') {
  const answer = await sendOdd(portal(), { method: 'GET', target: '/menu', headers: {}, ...request }, cookie)
  expect(answer, request.target).toBeDefined()
  expect(answer!.headers, request.target).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'content-security-policy': expect.stringMatching(/^default-src 'none'; /),
  })
  return answer!
}

test('what is not well formed, or not for this address, is 4xx with the usual headers', async () => {
  test.skip(isCluster, 'nginx refuses some of it itself')
  const cases: [Partial<OddRequest>, number][] = [
    [{ target: '/exports/%zz/zip' }, 400],
    [{ target: '/exports/%c3%28/zip' }, 400],
    [{ target: '/help/%00' }, 400],
    [{ target: '/%' }, 400],
    [{ target: '*' }, 400],
    [{ method: 'OPTIONS', target: '*' }, 400],
    [{ method: 'TRACE' }, 405],
    [{ method: 'PUT' }, 405],
    [{ method: 'POST', target: '/robots.txt', body: 'x' }, 405],
    [{ method: 'POST', target: '/icon.svg', body: 'x' }, 405],
    [{ method: 'POST', target: '/_next/static/chunks/x.js', body: 'x' }, 405],
    [{ target: '/_global-error' }, 404],
    [{ target: '/%5Fglobal-error' }, 404],
    [{ target: '/_not-found' }, 404],
    [{ target: '/_error' }, 404],
    [{ target: '/500' }, 404],
    [{ target: '/_next/image?url=/usage/download&w=64&q=75' }, 404],
    [{ target: '/_next/image?url=%2Ficon.svg&w=64&q=75' }, 404],
    [{ target: '/_next/data/x/menu.json' }, 404],
    [{ headers: { rsc: '1', 'next-router-state-tree': 'nonsense' } }, 400],
    [{ headers: { rsc: '1', 'next-router-state-tree': '%5B1%5D' } }, 400],
    [{ headers: { host: 'a b' } }, 400],
    [{ target: '/api/auth/csrf?callbackUrl=nonsense' }, 400],
    [{ target: '/api/auth/csrf', headers: { cookie: 'authjs.callback-url=nonsense' } }, 400],
    [{ target: '/api/auth/csrf?callbackUrl=/menu' }, 200],
  ]
  for (const [request, status] of cases)
    expect((await ask(request)).status, JSON.stringify(request)).toBe(status)
  expect((await ask({ target: '/robots.txt' })).body).toBe('User-agent: *\nDisallow: /\n')
})

test('every page has a policy with its own nonce, or one that lets nothing run', async () => {
  const evil = "script-src 'nonce-evil'"
  for (const target of [
    '/favicon.ico',
    '/favicon.ico/x',
    '/icon.svg%3Cx%3E',
    '/_next/static%3Cx%3E',
    '/_next/image%3Cx%3E',
    '/_next/static/x',
    '/login',
    '/x',
  ]) {
    const headers = { 'content-security-policy': evil, 'content-security-policy-report-only': evil }
    const { body, headers: answered } = await ask({ target, headers })
    expect(body).not.toContain('evil')
    const policy = String(answered['content-security-policy'])
    const nonces = [...body.matchAll(/nonce="([^"]*)"/g)].map(([, nonce]) => nonce)
    for (const nonce of nonces) expect(policy, target).toContain(`'nonce-${nonce}'`)
    if (nonces.length === 0) expect(policy, target).not.toContain('script-src')
  }
})

test('an action called with what no form gives is 400, and does nothing', async () => {
  const account = await newAccount()
  const cookie = await signInByForm(portal(), account.userId)
  const actions = await listActions()
  expect(Object.keys(actions)).toContain('deleteExportAction')
  const bodies = ['[1]', '{}', 'null', '[]', '[', '', '[null,1]', '"$F1"', '[1,2,3]']
  for (const [name, { id, page }] of Object.entries(actions))
    for (const body of bodies) {
      const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' }
      const { status } = await ask({ method: 'POST', target: page, headers, body }, cookie)
      expect(status, `${name} ${body}`).toBe(400)
    }
  expect((await ask({}, cookie)).status).toBe(200)
})

test('a form that cannot be read, and one that names a set as no page does, is 400', async () => {
  const { userId } = await newAccount()
  const cookie = await signInByForm(portal(), userId)
  const actions = await listActions()
  const boundary = 'b'
  const part = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const type = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const end = `--${boundary}--\r\n`
  const id = actions.deleteExportAction!.id
  const cases: Partial<OddRequest>[] = [
    { headers: { ...type, 'next-action': id }, body: 'nonsense' },
    { headers: { ...type, 'next-action': id }, body: part('0', '[1') + end },
    {
      headers: { ...type, 'next-action': id },
      body: part('_1_exportId', 'x\0') + part('0', '["$K1"]') + end,
    },
    { headers: type, body: part(`$ACTION_ID_${id}`, '') + part('exportId', 'x\0') + end },
    { headers: type, body: part(`$ACTION_ID_${id}`, '') + end },
    { headers: type, body: part('$ACTION_REF_1', '') + part('$ACTION_1:0', `{"id":"${id}"`) + end },
    { headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
  ]
  for (const request of cases)
    expect((await ask({ method: 'POST', target: '/exports', ...request }, cookie)).status, request.body).toBe(
      400,
    )
})

test('an action called from another site is 403 with a sentence, with and without JavaScript', async () => {
  const html = (await ask({ target: '/login' })).body
  const actions = await listActions()
  expect(Object.keys(hiddenFields(html, 'userId')).join()).toContain('$ACTION')
  const ways: Record<string, string>[] = [{ 'next-action': actions.signInAction!.id }, {}]
  for (const headers of ways) {
    const answer = await ask({
      method: 'POST',
      target: '/login',
      headers: { ...headers, origin: 'https://evil.example', cookie: 'locale=en' },
      body: 'x',
    })
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('We could not confirm that this was sent from a page of this service')
  }
})
