import { expect, test } from '@playwright/test'
import { apiPaths } from '@/lib/api-paths'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { readLocalSecret } from '@/scripts/local-secret'
import { openDatabaseLine } from '@/tests/support/database-line'
import { visitEveryPage } from '@/tests/support/portal-pages'
import { spreadFaults, statementsOnUsage } from '@/tests/support/spread-statements'
import { startWebServer } from '@/tests/support/web-server'
import { newAccount, withDatabase } from './support/account'
import { newKey } from './support/api'

test('each statement of a web process on a table of usage names the contract, and joins no other table @server', async () => {
  test.slow()
  const line = await openDatabaseLine(process.env.PORTAL_TEST_DATABASE!)
  const server = await startWebServer({ DATABASE_URL: line.databaseUrl })
  try {
    const secret = await readLocalSecret(process.env.PORTAL_TEST_DATA!)
    const visits = await withDatabase(() => visitEveryPage(secret))
    const { cookies = [] } = visits.find(({ page }) => page === '/usage')!
    const key = await newKey(await newAccount({ contractNumber: '04' }))
    const day = { startDate: '2014-07-06', endDate: '2014-07-06', startHour: '9', endHour: '9' }
    const month = paths.statement('2014-07').split('/').at(-1)!
    const ask = async (address: string, headers: Record<string, string>) => {
      const answer = await fetch(new URL(address, server.url), { headers, redirect: 'manual' })
      expect([address, answer.status < 400]).toEqual([address, true])
      await answer.arrayBuffer()
    }
    for (const { address, cookies: own = [] } of visits)
      await ask(address, { cookie: own.map(({ name, value }) => `${name}=${value}`).join('; ') })
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    for (const by of ['call', 'destination'] as const)
      for (const address of [
        paths.usage({ ...day, by, sort: 'charge-desc' }),
        paths.preflight({ ...day, by }),
        filePaths.download({ ...day, by }),
        filePaths.download({ ...day, by, format: 'xlsx' }),
        filePaths.download({ ...day, by, names: '1' }),
        filePaths.statementCsv(month, { by }),
        filePaths.statementXlsx(month, { by }),
      ])
        await ask(address, { cookie })
    for (const address of [apiPaths.status(), apiPaths.summary(day), apiPaths.usageCsv(day)])
      await ask(address, { authorization: `Bearer ${key}` })

    const statements = statementsOnUsage(line.statements())
    expect(statements.length).toBeGreaterThan(20)
    expect(statements.some((text) => text.startsWith('COPY') && text.includes('names ->'))).toBe(true)
    expect(await withDatabase((pool) => spreadFaults(pool, statements))).toEqual([])
  } finally {
    await server.stop()
    await line.close()
  }
})
