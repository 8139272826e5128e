import { expect, test } from '@playwright/test'
import { filePaths } from '@/lib/file-paths'
import { findServer } from '@/scripts/find-program'
import { readLocalSecret } from '@/scripts/local-secret'
import { startPgBouncer } from '@/tests/support/pgbouncer'
import { visitEveryPage } from '@/tests/support/portal-pages'
import { startWebServer } from '@/tests/support/web-server'
import { newAccount, withDatabase } from './support/account'
import { postSignIn, signInByForm } from './support/form-post'

test('a web process answers alike through a pooler that lends two connections for a transaction each @server', async () => {
  const program = findServer('pgbouncer')
  test.skip(program === undefined, 'PgBouncer is not installed (Debian: pgbouncer)')
  test.slow()
  const secret = await readLocalSecret(process.env.PORTAL_TEST_DATA!)
  const visits = await withDatabase(async (pool) => {
    await pool.query("ALTER ROLE CURRENT_USER SET timezone TO 'UTC'")
    return visitEveryPage(secret)
  })
  const pooler = await startPgBouncer(program!, process.env.PORTAL_TEST_DATABASE!)
  const server = await startWebServer({ DATABASE_URL: pooler.url, DATABASE_POOLED: 'on' })
  try {
    const ask = async (base: URL, address: string, cookies: { name: string; value: string }[] = []) => {
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      const answer = await fetch(new URL(address, base), { headers: { cookie }, redirect: 'manual' })
      return { address, status: answer.status, type: answer.headers.get('content-type') }
    }
    const { cookies } = visits.find(({ page }) => page === '/usage')!
    const day = { startDate: '2014-07-06', endDate: '2014-07-06', by: 'call' as const }
    const files = [
      filePaths.download(day),
      filePaths.download({ ...day, format: 'xlsx' }),
      filePaths.numbersCsv(),
    ]
    const asked = [...visits, ...files.map((address) => ({ address, cookies }))]
    const direct = new URL(process.env.PORTAL_TEST_URL!)
    // Ten at a time, so that statements of one client follow those of another on the same connection.
    for (let first = 0; first < asked.length * 3; first += 10) {
      const some = Array.from({ length: 10 }, (_, index) => asked[(first + index) % asked.length]!)
      const pooled = await Promise.all(some.map(({ address, cookies: own }) => ask(server.url, address, own)))
      expect(pooled).toEqual(
        await Promise.all(some.map(({ address, cookies: own }) => ask(direct, address, own))),
      )
    }
    const { userId } = await newAccount()
    for (const tries of [1, 2])
      expect([tries, (await postSignIn(server.url, userId, 'Wrong!2026')).status]).toEqual([tries, 200])
    expect(await signInByForm(server.url, userId)).toContain('=')
  } finally {
    await server.stop()
    await pooler.stop()
  }
})
