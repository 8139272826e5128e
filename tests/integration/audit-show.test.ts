import { recordEvent } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { withRequest } from '@/lib/http/current-request'
import { createTestAccount, type TestAccount } from '@/tests/support/account'
import { startCli } from '@/tests/support/cli'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const show = (...args: string[]) => startCli(pool().options.connectionString!, ['audit', 'show', ...args])

const day = 86_400_000

/** Notes an event of a request. @param ago when, in days before now. */
const note = (requestId: string, ago: number, { userId, accountId, contractNumber }: TestAccount) =>
  withRequest({ requestId } as Parameters<typeof withRequest>[0], () =>
    recordEvent(getPrisma(), {
      kind: 'search',
      at: new Date(Date.now() - ago * day),
      actor: `user:${userId}`,
      accountId,
      contractNumber,
      source: { address: '192.0.2.7', userAgent: null },
      detail: { by: 'call' },
    }),
  )

test('an operator finds what a request did by its number, and nothing of other requests', async () => {
  const account = await createTestAccount()
  await note('481516234201', 1, account)
  await note('481516234202', 1, account)
  const { code, stdout } = await show('481516234201').ended
  expect(code).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(2)
  expect(stdout).toContain(account.userId)
  expect(stdout).toContain('192.0.2.7')
  expect(stdout).toContain('{"by":"call"}')
})

test('older requests are found from the day that is named', async () => {
  const account = await createTestAccount()
  await note('481516234203', 40, account)
  const since = new Date(Date.now() - 50 * day).toISOString().slice(0, 10)
  const [usual, further] = await Promise.all([
    show('481516234203', '--json').ended,
    show('481516234203', '--since', since, '--json').ended,
  ])
  expect(JSON.parse(usual.stdout)).toEqual({ requestId: '481516234203', events: [] })
  expect(JSON.parse(further.stdout)).toMatchObject({ events: [{ kind: 'search', userId: account.userId }] })
})

test('a number of another form is said to be wrong', async () => {
  expect(await show('4815').ended).toMatchObject({ code: 2, stderr: expect.stringContaining('12 digits') })
})
