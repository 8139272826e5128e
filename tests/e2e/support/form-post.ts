import { expect } from '@playwright/test'
import { testPassword } from '@/tests/support/account'
import { hiddenFields } from '@/tests/support/hidden-fields'

/**
 * Signs in without a browser.
 * @returns the cookies, as a request sends them.
 */
export async function signInByForm(
  url: URL,
  userId: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const answer = await postSignIn(url, userId, testPassword, headers)
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
  expect(answer.status).toBe(303)
  return cookies.join('; ')
}

/** Sends the sign-in form. */
export async function postSignIn(
  url: URL,
  userId: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const address = new URL('/login', url)
  const html = await (await fetch(address)).text()
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...hiddenFields(html, 'userId'), userId, password }))
    body.set(name, value)
  return fetch(address, { method: 'POST', body, redirect: 'manual', headers })
}
