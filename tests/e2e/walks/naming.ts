import { randomUUID } from 'node:crypto'
import { newAccount } from '../support/account'
import { signInDirectly } from '../support/sign-in'
import { errorsOf, unfold, type Walk } from './walk'

/** The names of numbers of a new contract: none, refused, added, searched, changed, sent in as a list. */
export const naming: Walk = async (page, look) => {
  const { userId } = await newAccount({ contractNumber: `walk-${randomUUID().slice(0, 8)}` })
  await signInDirectly(page, userId)
  for (const empty of ['/numbers', '/statements', '/menu', '/usage/saved']) {
    await page.goto(empty)
    await look(`${empty} of a new contract`)
  }
  await page.goto('/numbers/new')
  await page.locator('#number').fill('03 11')
  await page.locator('#number').press('Enter')
  await errorsOf(page).waitFor()
  await look('name refused')
  await page.locator('#number').fill('0311112222')
  await page.locator('#name').fill('本社 FAX')
  await page.locator('#name').press('Enter')
  await page.waitForURL(/done=/)
  await look('name added')
  await page.locator('#text').fill('0311112222')
  await page.locator('#text').press('Enter')
  await page.waitForURL(/search=/)
  await look('names searched')
  await page.locator('tbody a').first().click()
  await page.waitForURL(/\/numbers\/[0-9a-f-]{36}/)
  await unfold(page, 'button')
  await look('name about to be removed')

  await page.goto('/numbers/import')
  await page.locator('#pasted').fill('番号\t名称\n03 1\t支店\n')
  await page.locator('main form button').last().click()
  await errorsOf(page).waitFor()
  await look('list refused')
  await page.locator('#pasted').fill('311112222\t本社\n06\t支店\n')
  await page.locator('input[value=replace]').check()
  await page.locator('main form button').last().click()
  await page.waitForURL(/\/numbers\/import\/[0-9a-f-]{36}/)
  await look('list to be confirmed, with what it removes')
}
