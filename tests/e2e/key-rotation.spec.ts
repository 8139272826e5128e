import { expect, test } from '@playwright/test'
import { readLocalSecret } from '@/scripts/local-secret'
import { startWebServer, type WebServer } from '@/tests/support/web-server'
import { newAccount } from './support/account'
import { signInByForm } from './support/form-post'

const newKey = 'k3Jx9wQz+Vb7Lr2NfT5sYhD8cGm1PaE4'

const servers: WebServer[] = []
test.afterAll(async () => {
  for (const server of servers) await server.stop()
})

async function serveWith(variables: Record<string, string>): Promise<URL> {
  const server = await startWebServer(variables)
  servers.push(server)
  return server.url
}

const isSignedIn = async (url: URL, cookie: string) => {
  const { status } = await fetch(new URL('/menu', url), { headers: { cookie }, redirect: 'manual' })
  return status === 200
}

test('while a key is replaced a session of either process is good at the other, and at strangers’ never @server', async () => {
  const oldKey = await readLocalSecret(process.env.PORTAL_TEST_DATA!)
  const [accepting, switched, done] = [
    await serveWith({ AUTH_SECRET: oldKey, AUTH_SECRET_PREVIOUS: newKey }),
    await serveWith({ AUTH_SECRET: newKey, AUTH_SECRET_PREVIOUS: oldKey }),
    await serveWith({ AUTH_SECRET: newKey }),
  ]
  const original = new URL(process.env.PORTAL_TEST_URL!)
  const { userId } = await newAccount()
  const goodAt = async (signedInAt: URL) => {
    const cookie = await signInByForm(signedInAt, userId)
    const urls = [original, accepting, switched, done]
    return Promise.all(urls.map((url) => isSignedIn(url, cookie)))
  }
  expect(await goodAt(original)).toEqual([true, true, true, false])
  expect(await goodAt(accepting)).toEqual([true, true, true, false])
  expect(await goodAt(switched)).toEqual([false, true, true, true])
  expect(await goodAt(done)).toEqual([false, true, true, true])
})
