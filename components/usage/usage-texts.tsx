import { NextIntlClientProvider, useMessages } from 'next-intl'
import type { ReactNode } from 'react'

/** Gives the browser the texts of the search page's own live parts, beside those that every page has. */
export function UsageTexts({ children }: { children: ReactNode }) {
  const { frame, errors, usage } = useMessages()
  const { form, preflight, offers, shortcuts, download } = usage
  return (
    <NextIntlClientProvider
      messages={{ frame, errors, usage: { form, preflight, offers, shortcuts, download } }}
    >
      {children}
    </NextIntlClientProvider>
  )
}
