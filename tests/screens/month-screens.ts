import { paths } from '@/lib/paths'
import { content, open, type Screen } from './screen'

/** The first month of the demo's data: it is closed, and was corrected since. */
const closedMonth = '2026-09'

/** The sheets of a month, and the names of numbers. */
export const monthScreens: Screen[] = [
  { name: 'months', as: 'demo04', show: (page) => open(page, paths.statements()) },
  {
    name: 'statement',
    as: 'demo04',
    show: (page) => open(page, paths.statement('2026-10')),
    heightMax: 700,
  },
  {
    name: 'statement-lists',
    as: 'demo04',
    async show(page) {
      await page.goto(paths.statement('2026-10'))
      const tables = page.locator('section[aria-labelledby=lists]')
      return tables.locator('table').nth(1)
    },
  },
  {
    name: 'statement-corrected',
    as: 'demo04',
    async show(page) {
      await page.goto(paths.statement(closedMonth))
      return page.locator('section[aria-labelledby=corrections]')
    },
  },
  { name: 'numbers', as: 'demo04', show: (page) => open(page, paths.numbers()) },
  {
    name: 'numbers-import',
    as: 'demo04',
    async show(page) {
      await page.goto(paths.numberImport())
      await page.locator('[name=pasted]').fill(pasted)
      return [page.locator('main form')]
    },
  },
  {
    name: 'numbers-check',
    as: 'demo04',
    async show(page) {
      await page.goto(paths.numberImport())
      await page.locator('[name=pasted]').fill(pasted)
      await page.locator('main form button').last().click()
      await page.waitForURL(/import\/[0-9a-f-]+$/)
      return content(page)
    },
  },
]

const pasted = [
  '番号\t名称\t部署\t科目コード',
  '001\t本社 総務課 複合機\t総務部\t5210',
  '0600000402\t大阪支店\t営業部\t5215',
].join('\n')
