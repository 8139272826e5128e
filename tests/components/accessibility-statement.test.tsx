import { render, screen } from '@testing-library/react'
import axe from 'axe-core/package.json'
import lighthouse from 'lighthouse/package.json'
import { NextIntlClientProvider } from 'next-intl'
import { AccessibilityStatement } from '@/components/accessibility/accessibility-statement'
import { trials } from '@/components/accessibility/trials'
import { helpValues } from '@/lib/help/help-values'
import { locales } from '@/lib/i18n/locale'
import { catalogues } from '@/tests/support/catalogues'

type Texts = { [key: string]: string | Texts }
const textsOf = (texts: Texts): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : textsOf(text)))

test.each(locales)('in %s it says all that the catalogue has for it, its figures filled in', (locale) => {
  const { container } = render(
    <NextIntlClientProvider locale={locale} timeZone="Asia/Tokyo" messages={catalogues[locale]}>
      <AccessibilityStatement figures={helpValues} />
    </NextIntlClientProvider>,
  )
  const texts = textsOf(catalogues[locale].accessibility)
  expect(texts.length).toBeGreaterThan(20)
  for (const text of texts) expect(container).toHaveTextContent(text.split(/\{[^}]*\}/).at(-1)!)
  expect(container.textContent).not.toMatch(/accessibility\.|[{}]|undefined|NaN/)
  expect(screen.getByRole('link', { name: '0120-161011' })).toHaveAttribute('href', 'tel:0120161011')
})

test('it names the versions that the trials of this release use', () => {
  expect(trials).toMatchObject({ axe: axe.version, lighthouse: lighthouse.version })
})
