import { createTranslator, type Messages } from 'next-intl'
import { after } from 'next/server'
import { sectionTexts } from '@/components/help/section-texts'
import { helpValues } from '@/lib/help/help-values'
import { indexHelp, type HelpIndex } from '@/lib/help/search-help'
import { helpSynonyms } from '@/lib/help/synonyms'
import { catalogues } from '@/lib/i18n/catalogues'
import type { Locale } from '@/lib/i18n/locale'

const indexes: Partial<Record<Locale, HelpIndex>> = {}

/**
 * The help in a language, ready to be searched. It is the same for everybody, and made once a process: that takes a quarter
 * of a second, in which nothing else is answered.
 */
export const helpIndexIn = (locale: Locale): HelpIndex => (indexes[locale] ??= makeIndex(locale))

/** Makes it once the present page has been sent: it is there before the first reader of a page with the search has typed. */
export const indexHelpSoon = (locale: Locale): void => after(() => void helpIndexIn(locale))

function makeIndex(locale: Locale): HelpIndex {
  const t = createTranslator({ locale, messages: catalogues[locale] as Messages })
  return indexHelp(sectionTexts(t, helpValues), helpSynonyms[locale])
}
