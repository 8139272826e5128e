import { render, screen } from '@testing-library/react'
import { NextIntlClientProvider } from 'next-intl'
import { HelpPage } from '@/components/help/help-page'
import { HelpSearchResult } from '@/components/help/help-search-result'
import { helpTopics } from '@/components/help/topics'
import { helpValues } from '@/lib/help/help-values'
import { searchHelp } from '@/lib/help/search-help'
import type { Locale } from '@/lib/i18n/locale'
import { catalogues } from '@/lib/i18n/catalogues'
import { helpIndex } from '@/tests/support/help-index'

const inLocale = (locale: Locale, content: React.ReactNode) =>
  render(
    <NextIntlClientProvider locale={locale} timeZone="Asia/Tokyo" messages={catalogues[locale]}>
      {content}
    </NextIntlClientProvider>,
  )

const indexes = { ja: helpIndex('ja'), en: helpIndex('en') }

const search = (locale: Locale, query: string) => {
  const answer = searchHelp(indexes[locale], query)
  const result = (
    <HelpSearchResult query={query} answer={answer}>
      {null}
    </HelpSearchResult>
  )
  return { answer, ...inLocale(locale, result) }
}

const isJapanese = /[\u3040-\u30ff\u4e00-\u9fff\uff01-\uffef]/

/** Texts of an English page that are Japanese and do not say so. */
function unmarkedJapanese(container: HTMLElement): string[] {
  const texts = document.createTreeWalker(container, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (texts.nextNode()) {
    const { parentElement, textContent } = texts.currentNode
    if (isJapanese.test(textContent!) && !parentElement!.closest('[lang="ja"], title'))
      found.push(textContent!)
  }
  return found
}

test.each(helpTopics)('on the English page $slug what is Japanese is marked', (topic) => {
  const { container } = inLocale('en', <HelpPage topic={topic} values={helpValues} />)
  expect(unmarkedJapanese(container)).toEqual([])
})

test.each(['night', '発信番号', '量子'])('in English results for %s what is Japanese is marked', (query) => {
  const { container } = search('en', query)
  expect(unmarkedJapanese(container)).toEqual([])
  expect(document.title).toContain(query)
})

test('all sections that answer are counted, and it is said that the first alone are shown', () => {
  const { answer } = search('ja', 'ファイル')
  expect(answer.found).toBeGreaterThan(20)
  expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(`説明 ${answer.found}件`)
  expect(screen.getByText(/から20件を表示/)).toBeVisible()
  expect(screen.getAllByRole('listitem')).toHaveLength(20)
})

test('where none is found there is no list, and where all are shown nothing says otherwise', () => {
  const { unmount } = search('ja', 'zzzz')
  expect(screen.queryByRole('list')).toBeNull()
  unmount()
  const { answer } = search('ja', '税')
  expect(screen.getAllByRole('listitem')).toHaveLength(answer.found)
  expect(screen.queryByText(/件を表示/)).toBeNull()
})

test('a query that is refused takes the focus to what was wrong, and leads to its field', () => {
  inLocale(
    'ja',
    <HelpSearchResult query="長" error="長すぎます。">
      {null}
    </HelpSearchResult>,
  )
  expect(document.activeElement).toContainElement(screen.getByRole('alert'))
  expect(screen.getByRole('link', { name: '長すぎます。' })).toHaveAttribute('href', '#q')
})
