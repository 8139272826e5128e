import { expect, type Page } from '@playwright/test'
import { newAccount } from '../support/account'
import { largeCalls, provideLargeCalls } from '../support/large-calls'
import { signInDirectly } from '../support/sign-in'
import { errorsOf, unfold, type Walk } from './walk'

const day = { startDate: '2014-07-06', startHour: '0', endDate: '2014-07-06', endHour: '23' }
const addressOf = (changes: Record<string, string>) =>
  `/usage?${new URLSearchParams({ ...day, output: 'screen', by: 'call', ...changes })}`

/** The search: its form, its result in every output, narrowed, saved, and a call of it. */
export const searching: Walk = async (page, look) => {
  await signInDirectly(page, (await newAccount()).userId)
  await page.goto('/usage?shortcut=lastMonth')
  await look('form')
  await page.goto(addressOf({ startDate: '2014-02-30', endHour: '24' }))
  await errorsOf(page).waitFor()
  await look('refused')
  await page.goto(addressOf({ startDate: '2013-07-06', endDate: '2013-07-06' }))
  await look('nothing found')

  await page.goto(addressOf({}))
  await page.setViewportSize({ width: 390, height: 844 })
  await page.locator('tbody summary').nth(1).click()
  await look('calls, one row unfolded')
  await page.goto(addressOf({ by: 'destination', sort: 'charge-desc' }))
  await look('more destinations than are shown')
  await unfold(page, '#startDate')
  await page.locator('main form details > summary').first().click()
  await look('with its form')

  await page.goto(addressOf({}))
  await unfold(page, '#callerStart')
  await page.locator('#communicationTypes input').first().check()
  await page.locator('#callerStart').fill('03 日本')
  await page.locator('#chargeFrom').fill('x')
  await page.locator('#chargeFrom').press('Enter')
  await errorsOf(page).waitFor()
  await look('conditions refused')
  await page.locator('#callerStart').fill('00')
  await page.locator('#chargeFrom').fill('1')
  await page.locator('#chargeFrom').press('Enter')
  await page.waitForURL(/filter=/)
  await look('narrowed')
  await saveTwice(page, look)
  await page.goto('/usage/saved')
  await look('list of saved searches')
  await page.locator('main li a').last().click()
  await page.locator('#name').fill(' ')
  await page.locator('#name').press('Enter')
  await errorsOf(page).waitFor()
  await page.locator('main details > summary').click()
  await look('saved search, refused, about to be deleted')
  await page.locator('#name').fill('B')
  await page.locator('#name').press('Enter')
  await page.waitForURL(/done=renamed/)
  await look('saved search renamed')
}

async function saveTwice(page: Page, look: (state: string) => Promise<void>) {
  await unfold(page, '#name')
  await page.locator('#name').fill('A')
  await page.locator('#name').press('Enter')
  await expect(page.locator('main details').getByRole('status')).not.toBeEmpty()
  await look('saved')
  await page.locator('#name').fill('A')
  await page.locator('#name').press('Enter')
  await errorsOf(page).waitFor()
  await look('a name that is taken')
}

/** What is offered as a file: taken, too much for one, and a call with its sets. */
export const takingFiles: Walk = async (page, look) => {
  await signInDirectly(page, (await newAccount()).userId)
  await page.goto(addressOf({ output: 'csv' }))
  await page.locator('input[name=encoding][value=shift_jis]').check()
  const download = page.waitForEvent('download')
  await page.locator('main form[action$="/download"] button').click()
  await (await download).path()
  await expect(page.locator('main form[action$="/download"] [role=status]')).toBeVisible()
  await look('file taken')
  await page.locator('input[name=format][value=xlsx]').check()
  await look('a workbook is chosen')
  await page.goto(addressOf({ output: 'csv', by: 'destination' }))
  await look('too much for a file')
  await page.goto(addressOf({ startHour: '10', endHour: '10' }))
  await page.locator('tbody tr').filter({ hasText: '10:54:20' }).getByRole('link').click()
  await page.waitForURL(/\/usage\/calls\//)
  await unfold(page, 'form[action$="/download"]')
  await look('call with its file')

  await provideLargeCalls()
  const { contractNumber, date, hours, oneCall } = largeCalls
  await signInDirectly(page, (await newAccount({ contractNumber })).userId)
  const hour = { startDate: date, endDate: date, output: 'bulk', by: 'destination' }
  for (const startHour of [hours.bulk, hours.oneCall, hours.manyCalls].map(String)) {
    await page.goto(addressOf({ ...hour, startHour, endHour: startHour }))
    await look(`bulk of ${startHour} o’clock`)
  }
  await page.goto(`/usage/calls/${oneCall.callId}`)
  await look('call of several sets')
  await page.goto(`/usage/calls/${oneCall.callId}/bulk?destinationNoFrom=9&destinationNoTo=1`)
  await look('a range that is none')
}
