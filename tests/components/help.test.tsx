import { render, screen, within } from '@testing-library/react'
import { NextIntlClientProvider, type Messages } from 'next-intl'
import type { ReactNode } from 'react'
import { helpValues } from '@/lib/help/help-values'
import { HelpIndex } from '@/components/help/help-index'
import { HelpSearchResult } from '@/components/help/help-search-result'
import { HelpPage } from '@/components/help/help-page'
import { helpTopics } from '@/components/help/topics'
import { brokenPasswordRules, passwordSymbols } from '@/lib/auth/password-rules'
import type { Locale } from '@/lib/i18n/locale'
import { columnsOf, nameColumns } from '@/lib/usage/columns'
import { usageKinds } from '@/lib/usage/search'
import { catalogues } from '@/lib/i18n/catalogues'

type Catalogue = { [key: string]: string | Catalogue }

const locales: Locale[] = ['ja', 'en']

const inLocale = (locale: Locale, messages: Catalogue, content: ReactNode) => (
  <NextIntlClientProvider locale={locale} timeZone="Asia/Tokyo" messages={messages as Messages}>
    {content}
  </NextIntlClientProvider>
)
const pageOf = (slug: string) => (
  <HelpPage topic={helpTopics.find((topic) => topic.slug === slug)!} values={helpValues} />
)
const show = (slug: string, locale: Locale = 'ja') =>
  render(inLocale(locale, catalogues[locale], pageOf(slug)))

// What the catalogue lacks, or a text without its figures, is an error on the console, which fails the test.
test.each(locales.flatMap((locale) => helpTopics.map(({ slug }) => [locale, slug] as const)))(
  'in %s the page %s says all it has to say, under headings in order',
  (locale, slug) => {
    const { container } = show(slug, locale)
    const levels = screen.getAllByRole('heading').map(({ tagName }) => Number(tagName.slice(1)))
    expect(levels[0]).toBe(1)
    levels.slice(1).forEach((level, index) => {
      expect(level).toBeGreaterThan(1)
      expect(level).toBeLessThanOrEqual(levels[index]! + 1)
    })
    // What programs write has such signs of its own.
    for (const code of container.querySelectorAll('code, pre')) code.remove()
    expect(container.textContent).not.toMatch(/help\.|NaN|undefined|[{<]\w/)
  },
)

test.each(helpTopics.map(({ slug }) => slug))(
  'every place that the contents of %s name exists once',
  (slug) => {
    const { container } = show(slug)
    const anchors = [...container.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
    expect(anchors.length).toBeGreaterThan(0)
    for (const anchor of anchors) {
      const places = container.querySelectorAll(anchor.getAttribute('href')!)
      expect(places).toHaveLength(1)
      expect(places[0]).toHaveTextContent(anchor.textContent!)
    }
  },
)

test.each(helpTopics.map(({ slug }) => slug))(
  'tables of %s have a caption, and headings for rows and columns',
  (slug) => {
    show(slug)
    for (const table of screen.queryAllByRole('table')) {
      expect(table.querySelector('caption')!.textContent).not.toBe('')
      for (const row of within(table).getAllByRole('row').slice(1))
        expect(within(row).getAllByRole('rowheader')).toHaveLength(1)
    }
  },
)

test('no text of the help catalogue is left unsaid', () => {
  const leaves: string[] = []
  const named = (catalogue: Catalogue, place: string): Catalogue =>
    Object.fromEntries(
      Object.entries(catalogue).map(([key, value]) => {
        if (typeof value !== 'string') return [key, named(value, `${place}.${key}`)]
        leaves.push(`${place}.${key};`)
        return [key, `${place}.${key};`]
      }),
    )
  const messages = { ...catalogues.ja, help: named(catalogues.ja.help, 'help') }
  const { container } = render(
    inLocale(
      'ja',
      messages,
      <>
        <HelpIndex values={helpValues}>{null}</HelpIndex>
        <HelpSearchResult query="" answer={{ hits: [], found: 0 }} error="help.search.tooLong;">
          {null}
        </HelpSearchResult>
        <HelpSearchResult query="" answer={{ hits: [hit], found: 2 }}>
          {null}
        </HelpSearchResult>
        {helpTopics.map(({ slug }) => (
          <div key={slug}>{pageOf(slug)}</div>
        ))}
      </>,
    ),
  )
  const labels = [...container.querySelectorAll('[aria-label], [alt]')].map(
    (node) => node.getAttribute('aria-label') ?? node.getAttribute('alt'),
  )
  const said = container.textContent + labels.join('')
  expect(leaves.filter((leaf) => !said.includes(leaf))).toEqual([])
})

const hit = {
  section: { slug: 'csv', id: 'excel', page: '', title: '', texts: [] },
  excerpt: [],
}

const columnSections = [
  ...usageKinds.map((kind) => [kind, columnsOf(kind)] as const),
  ['names', nameColumns] as const,
]

test.each(locales.flatMap((locale) => columnSections.map((section) => [locale, ...section] as const)))(
  'in %s each column of the section %s has an entry in the dictionary, in the order of screen and files',
  (locale, section, columns) => {
    const { entries } = catalogues[locale].help.columns
    expect(columns.filter(({ key }) => !(key in entries)).map(({ key }) => key)).toEqual([])

    show('columns', locale)
    const table = screen.getByRole('table', { name: catalogues[locale].help.columns[section].title })
    const headings: Record<string, string>[] = [catalogues.ja.usage.columns, catalogues.en.usage.columns]
    const [own, other] = locale === 'ja' ? headings : headings.reverse()
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map((cell) => cell.textContent),
    ).toEqual(columns.map(({ key }) => `${own![key]}${other![key]}`))
  },
)

test.each(locales)('in %s the dictionary explains no column that is not there', (locale) => {
  const keys = columnSections.flatMap(([, columns]) => columns.map(({ key }): string => key))
  expect(Object.keys(catalogues[locale].help.columns.entries).filter((key) => !keys.includes(key))).toEqual(
    [],
  )
})

test('the password page shows each symbol once, and all of them are accepted', () => {
  show('password-rules')
  const region = screen.getByRole('region', { name: '使える記号' })
  const shown = [...region.querySelectorAll('code')].map(({ textContent }) => textContent!)
  expect(shown.slice(0, passwordSymbols.length).join('').replace('¥', '\\')).toBe(passwordSymbols)
  expect(region).toHaveTextContent(`次の${passwordSymbols.length}種類`)
  for (const symbol of new Set(shown)) expect(brokenPasswordRules(`Passw0rd${symbol}`, 'someone')).toEqual([])
})

test('the sample of a file has the headings of the manual in English, too', () => {
  show('csv', 'en')
  const sample = screen.getByRole('region', { name: 'File of a search by call' })
  expect(sample.textContent!.split('\n')).toEqual([
    '発信日時,通信種別,発信番号,着信番号,対地名,宛先数,受付枚数,送信枚数,課金枚数,割引種別,通信料',
    '2014/07/06 09:54:13,F網取出,002,001,MAIL,1,1,1,1,土日祝,19',
    '2014/07/06 10:54:20,同報,001,-----,JAPAN,10000,32,320000,320000,土日祝,6080000',
  ])
})

test('the limits are the product’s own', () => {
  show('limits')
  const limits = screen.getAllByRole('row').map((row) => row.querySelector('td')?.textContent)
  expect(limits.filter((limit) => limit !== undefined)).toEqual([
    ...[
      '1,000レコード',
      '10,000レコード',
      'ユーザIDごとに2つ',
      '100,000レコード',
      'ユーザIDごとに1回分',
      '3日間',
      '月ごとの保存期限まで',
    ],
    '最小1時間、最大1ヶ月間',
    '前日23時台まで',
    'ユーザIDごとに50件',
    '3回',
    '送信から10分間',
    '60秒に1回',
    '30分',
    '12時間',
    '6~20文字',
    '7日間',
    '多数続くと一時的に制限',
  ])
})

test.each(locales)('in %s every table of the API says of each row what kind of value it is', (locale) => {
  show('api', locale)
  const { type } = locale === 'ja' ? catalogues.ja.help.api.answers : catalogues.en.help.api.answers
  const tables = screen.getAllByRole('table').filter((table) => within(table).queryByText(type))
  expect(tables.length).toBeGreaterThan(8)
  for (const table of tables) {
    const column = within(table)
      .getAllByRole('columnheader')
      .findIndex(({ textContent }) => textContent === type)
    for (const row of within(table).getAllByRole('row').slice(1)) {
      const kind = row.children[column]!.textContent
      expect(kind).toMatch(/^[\w-]+(\[\])?( \d+–\d+)?( \| [\w-]+)*$/)
    }
  }
  expect(screen.getAllByText('integer | string | null').length).toBeGreaterThan(0)
  expect(screen.getAllByText('Failure | null').length).toBeGreaterThan(0)
})
