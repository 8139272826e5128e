import { expect, test, type Page } from '@playwright/test'
import { createTranslator, type useTranslations } from 'next-intl'
import { locales, type Locale } from '@/lib/i18n/locale'
import { catalogues } from '@/lib/i18n/catalogues'
import { newAccount } from './account'
import { chooseLanguage } from './choose-language'
import { follow, readSteps } from './help-steps'
import { signInDirectly } from './sign-in'

interface Journey {
  page: Page
  locale: Locale
  /** The texts of that language, for what the portal answers. */
  t: ReturnType<typeof useTranslations>
}

/**
 * Tries a journey in each language by the same code: labels come from the help's own steps, and what a person types is
 * the same. English runs once, since what width and scripts change is tried in Japanese.
 * @param tags of the Japanese run.
 */
export function journey(title: string, tags: string, go: (journey: Journey) => Promise<void>): void {
  for (const locale of locales)
    test(`${title}, in ${locale} ${locale === 'ja' ? tags : '@words'}`, async ({ page }) => {
      await chooseLanguage(page, locale)
      const t = createTranslator({ locale, messages: catalogues[locale] }) as unknown as Journey['t']
      await go({ page, locale, t })
    })
}

/** Opens the menu as a customer whom no other test knows. @returns the user ID. */
export async function openMenuAnew(page: Page): Promise<string> {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  await page.goto('/menu')
  return userId
}

/** The steps of 検索条件を設定する, on the day that the manual prints: from the menu to the form, and the period. */
export async function setPeriod(page: Page, startHour = 0, endHour = 23): Promise<void> {
  const [open, period] = await readSteps(page, 'usage#conditions')
  await page.goto('/menu')
  await follow(page, [open!, period!], ['2014-07-06', String(startHour), '2014-07-06', String(endHour)])
}

/** The number of records that the page shows. */
export const expectHits = ({ page, t }: Journey, records: string) =>
  expect(page.getByText(`${t('usage.result.hits')} ${records}`, { exact: true })).toBeVisible()

/** Which records the page shows of the result. */
export const expectRange = ({ page, t }: Journey, from: number, to: number) =>
  expect(page.getByText(t('usage.result.range', { from, to }), { exact: true }).first()).toBeVisible()
