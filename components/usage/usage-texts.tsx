'use client'

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl'
import type { ReactNode } from 'react'
import { defaultLocale, isLocale } from '@/lib/i18n/locale'
import en from '@/lib/i18n/messages/usage.en.json'
import ja from '@/lib/i18n/messages/usage.ja.json'

const catalogues = { ja, en }

/**
 * Gives the browser the texts of the search page's own live parts, beside those that every page has: with the
 * script, which is kept, and not with each page anew.
 */
export function UsageTexts({ children }: { children: ReactNode }) {
  const locale = useLocale()
  const usage = catalogues[isLocale(locale) ? locale : defaultLocale]
  return (
    <NextIntlClientProvider locale={locale} messages={{ ...useMessages(), usage }}>
      {children}
    </NextIntlClientProvider>
  )
}
