import { render, screen, within } from '@testing-library/react'
import { NextIntlClientProvider } from 'next-intl'
import { UsageForm } from '@/components/usage/usage-form'
import { catalogues } from '@/lib/i18n/catalogues'

const values = {
  startDate: '2026-11-01',
  startHour: '9',
  endDate: '2026-11-02',
  endHour: '24',
  output: 'csv',
  by: 'call',
}

test.each([
  ['ja', '開始時', '終了時', '9時'],
  ['en', 'Start hour', 'End hour', '09:00'],
] as const)(
  'the hours of a form in %s: 24 each, the one of the search chosen, none for an hour that is none',
  (locale, start, end, nine) => {
    render(
      <NextIntlClientProvider locale={locale} messages={catalogues[locale]} timeZone="Asia/Tokyo">
        <UsageForm values={values} errors={[]} latestDate="2026-11-22" shortcuts={[]} />
      </NextIntlClientProvider>,
    )
    const optionsOf = (label: string) =>
      within(screen.getByLabelText(label)).getAllByRole<HTMLOptionElement>('option')
    expect(optionsOf(start).map(({ value }) => value)).toEqual(
      Array.from({ length: 24 }, (_, hour) => `${hour}`),
    )
    const marked = (label: string) => optionsOf(label).filter((option) => option.hasAttribute('selected'))
    expect(marked(start).map(({ value, text }) => [value, text])).toEqual([['9', nine]])
    expect(marked(end)).toEqual([])
  },
)
