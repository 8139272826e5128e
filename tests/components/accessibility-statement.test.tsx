import { render, screen } from '@testing-library/react'
import axe from 'axe-core/package.json'
import lighthouse from 'lighthouse/package.json'
import { NextIntlClientProvider } from 'next-intl'
import { AccessibilityStatement } from '@/components/accessibility/accessibility-statement'
import { trials } from '@/components/accessibility/trials'
import { helpValues } from '@/lib/help/help-values'
import { catalogues } from '@/lib/i18n/catalogues'

type Texts = { [key: string]: string | Texts }
const textsOf = (texts: Texts): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : textsOf(text)))

/** A text of the statement with what it names by `{…}`. */
const filled = (text: string, day: string) =>
  text
    .replace('{screenRecordsMax, number}', '1,000')
    .replace('{sessionHours, number}', '12')
    .replace('{axe}', axe.version)
    .replace('{lighthouse}', lighthouse.version)
    .replace('{date}', day)

test.each([
  ['ja', '2026年11月26日'],
  ['en', '26 Nov 2026'],
] as const)('in %s it says all that the catalogue has for it, its figures filled in', (locale, day) => {
  const { container } = render(
    <NextIntlClientProvider locale={locale} timeZone="Asia/Tokyo" messages={catalogues[locale]}>
      <AccessibilityStatement figures={helpValues} />
    </NextIntlClientProvider>,
  )
  const texts = textsOf(catalogues[locale].accessibility).map((text) => filled(text, day))
  expect(texts.length).toBeGreaterThan(20)
  const shown = [...container.querySelectorAll('h1, h2, p, li')].map((element) => element.textContent)
  expect(texts.filter((text) => !shown.includes(text))).toEqual([])
  expect(container.textContent).not.toMatch(/accessibility\.|[{}]|undefined|NaN/)
  expect(screen.getByRole('link', { name: '0120-161011' })).toHaveAttribute('href', 'tel:0120161011')
})

test('it names the versions that the trials of this release use', () => {
  expect(trials).toMatchObject({ axe: axe.version, lighthouse: lighthouse.version })
})
