import type { Page } from '@playwright/test'
import type { Locale } from '@/lib/i18n/locale'

/**
 * A way through states of pages, in any language: what is pressed and typed into is found by its place or its name in
 * the form, never by its words.
 * @param look is called at each state, with its name, and its language where that is not the walk's.
 */
export type Walk = (page: Page, look: (state: string, writtenIn?: Locale) => Promise<void>) => Promise<void>

/** Opens what is folded around something. */
export const unfold = (page: Page, inside: string) =>
  page
    .locator('main details')
    .filter({ has: page.locator(inside) })
    .last()
    .locator('> summary')
    .click()

/** The errors that a form was answered with. */
export const errorsOf = (page: Page) => page.locator('main [role=alert]')
