import type { useFormatter, useTranslations } from 'next-intl'

/** The words of a search, from `useTranslations('usage')` or `getTranslations('usage')`. */
export type UsageTexts = ReturnType<typeof useTranslations<'usage'>>

export type Formats = ReturnType<typeof useFormatter>
