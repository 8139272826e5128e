import { render } from '@testing-library/react'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import type { Locale } from '@/lib/i18n/locale'
import { catalogues } from '@/lib/i18n/catalogues'

/** Renders what a page shows, in Japan time; in Japanese unless told otherwise. */
export const show = (content: ReactNode, locale: Locale = 'ja') =>
  render(
    <NextIntlClientProvider locale={locale} timeZone="Asia/Tokyo" messages={catalogues[locale]}>
      {content}
    </NextIntlClientProvider>,
  )
