import type { Page } from '@playwright/test'

/** The line into which the form of a search that has been made is folded. */
export const searchLine = (page: Page) => page.locator('summary').filter({ hasText: '検索条件' })

/** Opens the form beside a result. */
export const openSearch = (page: Page) => searchLine(page).click()
