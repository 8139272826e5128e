import { helpContent } from '@/components/help/content'
import { helpAddressOf, helpOfPages } from '@/components/help/help-of-pages'
import { helpTopics } from '@/components/help/topics'
import { pagesOfApp } from '@/tests/support/pages-of-app'

/** Pages that are no part of the portal's own work: the way in, the help itself, a demo's mails. */
const withoutHelp = ['/', '/help', '/help/[topic]', '/dev/outbox']

const pages = pagesOfApp().filter((page) => !withoutHelp.includes(page))

test('every page has its own place in the help, and no page that does not exist has one', () => {
  expect(pages.length).toBeGreaterThan(10)
  expect(Object.keys(helpOfPages).sort()).toEqual(pages.sort())
})

test.each(Object.entries(helpOfPages))('the place of %s in the help exists', (page, { topic, section }) => {
  const { key } = helpTopics.find(({ slug }) => slug === topic)!
  expect(helpContent[key].map(({ id }) => id)).toContain(section)
  expect(helpAddressOf(page.replace(/\[\w+\]/g, '12'))).toBe(`/help/${topic}#${section}`)
})

test.each(['/nothing', '/usage/calls', '/usage/calls/1/2/3', '/'])(
  'where there is no page (%s), the help begins with its index',
  (address) => {
    expect(helpAddressOf(address)).toBe('/help')
  },
)
