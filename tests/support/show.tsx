import { render } from '@testing-library/react'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { catalogues } from '@/tests/support/catalogues'

/** Renders what a page shows, in Japanese and in Japan time. */
export const show = (content: ReactNode) =>
  render(
    <NextIntlClientProvider locale="ja" timeZone="Asia/Tokyo" messages={catalogues.ja}>
      {content}
    </NextIntlClientProvider>,
  )
