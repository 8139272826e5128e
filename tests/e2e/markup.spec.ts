import { expect, test } from '@playwright/test'
import { getPrisma } from '@/lib/db/prisma'
import { createTestAccount } from '@/tests/support/account'
import { insertUsage } from '@/tests/support/insert-usage'
import { withDatabase } from './support/account'
import { signInDirectly } from './support/sign-in'

/** Ends an attribute and begins an element, if it is not written as text. As long as the shortest field takes. */
const odd = (where: string) => `'"><i data-odd onclick=1>${where}</i>&amp;`
const contractNumber = 'e2e-markup'
const day = '2025-04-01'

/** ASVS 1.2.1: each text that somebody else has written is shown as text, whatever page it is on. */
test('markup in data, names and browsers’ names for themselves is shown as text @server', async ({
  browser,
}) => {
  const { userId, nameId, savedId } = await withDatabase(async (pool) => {
    const db = getPrisma()
    await db.contract.create({ data: { number: contractNumber, name: odd('contract') } })
    const account = await createTestAccount({ contractNumber })
    await insertUsage(pool, contractNumber, day, [
      {
        calls: 3,
        call: {
          area: sqlText(odd('area')),
          communication_type: sqlText(odd('type')),
          discount_type: sqlText(odd('discount')),
          callee_number: sqlText(odd('callee')),
        },
      },
    ])
    await db.numberList.create({ data: { contractNumber, changedAt: new Date(), changedBy: odd('user') } })
    const name = {
      ...{ contractNumber, number: '0312345678', name: odd('name'), department: odd('department') },
      ...{ accountCode: '5410', version: 1, changedAt: new Date(), changedBy: odd('user') },
    }
    const { id: nameId } = await db.numberName.create({ data: name })
    const period = { startDate: new Date(day), startHour: 0, endDate: new Date(day), endHour: 23 }
    const { id: savedId } = await db.savedSearch.create({
      data: {
        ...{ accountId: account.accountId, name: odd('saved'), by: 'call', output: 'screen' },
        ...{ ...period, createdAt: new Date() },
      },
    })
    const seen = { at: new Date(), actor: 'system', accountId: account.accountId, contractNumber }
    await db.securityEvent.create({
      data: {
        ...seen,
        kind: odd('kind'),
        userAgent: odd('agent'),
        sourceAddress: odd('address'),
        detail: {},
      },
    })
    const session = { accountId: account.accountId, sessionVersion: 1, createdAt: new Date() }
    await db.signInSession.create({
      data: { ...session, lastSeenAt: new Date(), userAgent: odd('agent'), sourceAddress: odd('address') },
    })
    return { userId: account.userId, nameId, savedId }
  })

  // Without the policy that keeps such a script from running: the escaping is looked at, not what stands behind it.
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await signInDirectly(page, userId)
  const search = `startDate=${day}&startHour=0&endDate=${day}&endHour=23`
  const { callId } = await withDatabase(() =>
    getPrisma().usageCall.findFirstOrThrow({ where: { contractNumber }, select: { callId: true } }),
  )
  const pages: [address: string, shown: string[]][] = [
    ['/menu', ['contract', 'saved']],
    [`/usage?${search}&by=call&output=screen`, ['contract', 'area', 'type', 'discount', 'callee', 'name']],
    [`/usage?${search}&by=destination&output=screen`, ['area', 'type', 'callee', 'name']],
    [`/usage/calls/${callId}`, ['area', 'type', 'callee', 'name']],
    ['/usage/saved', ['saved']],
    [`/usage/saved/${savedId}/edit`, ['saved']],
    ['/statements/2025-04', ['area', 'type', 'discount', 'department']],
    ['/numbers', ['name', 'department', 'user']],
    [`/numbers/${nameId}`, ['name', 'department']],
    ['/account/activity', ['kind', 'address']],
    ['/account/sessions', ['address']],
  ]
  for (const [address, shown] of pages) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const html = await page.content()
    // What a field holds is text too.
    const fields = await page
      .locator('input')
      .evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value))
    const text = `${await page.locator('body').evaluate((body) => body.textContent)}\n${fields.join('\n')}`
    for (const where of shown) expect(text.includes(odd(where)), `${where} on ${address}`).toBe(true)
    await expect(page.locator('[data-odd], i[onclick]'), address).toHaveCount(0)
    expect(html.includes('<i data-odd'), address).toBe(false)
  }
  await context.close()
})

const sqlText = (text: string) => `'${text.replaceAll("'", "''")}'`
