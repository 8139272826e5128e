import { expect } from '@playwright/test'
import { newAccount } from '../support/account'
import { changeExport, holdExport } from '../support/exports'
import { signInDirectly } from '../support/sign-in'
import { type Walk } from './walk'

const request = '/usage?startDate=2014-07-06&startHour=0&endDate=2014-07-06&endHour=23&output=bulk&by=call'

/** A bulk export in each of its states, and the request that would replace it. */
export const exporting: Walk = async (page, look) => {
  const account = await newAccount()
  await signInDirectly(page, account.userId)
  await page.goto('/exports')
  await look('none')
  await page.goto('/exports/monthly')
  await page.locator('main form button').click()
  await page.waitForURL(/\?done=set$/)
  await look('the files of each month turned on')
  const held = await holdExport(account)
  const state = page.getByRole('main').getByRole('status')
  const show = async (name: string, data: Parameters<typeof changeExport>[1]) => {
    await changeExport(account, data)
    await page.goto('/exports')
    await expect(state).toBeVisible()
    await look(name)
  }
  await show('waiting', {})
  await show('running', { state: 'running', recordsDone: 12_000 })
  await page.goto('/menu')
  await look('running, on the menu')
  await page.goto(request)
  await look('a request that would replace it')
  await show('failed', { state: 'failed', failure: 'storageFull', finishedAt: new Date() })
  await show('cancelled', { state: 'cancelled', failure: null })
  await held.release()
  await page.goto(request)
  await page.locator('main form button').last().click()
  await page.waitForURL(/\/exports\/accepted$/)
  await page.goto('/exports')
  await page.locator('main a[href$="/zip"]').waitFor()
  await page.locator('main details > summary').click()
  await look('ready, about to be deleted')
  await show('expired', { expiresAt: new Date(Date.now() - 1_000) })
}
