import { createTranslator } from 'next-intl'
import { sectionTexts } from '@/components/help/section-texts'
import { helpValues } from '@/lib/help/help-values'
import { indexHelp } from '@/lib/help/search-help'
import { helpSynonyms } from '@/lib/help/synonyms'
import { catalogues } from '@/lib/i18n/catalogues'

type Texts = Parameters<typeof sectionTexts>[0]

/** The help's sections in a language, as its search has them. */
export const helpSections = (locale: 'ja' | 'en') =>
  sectionTexts(createTranslator({ locale, messages: catalogues[locale] }) as unknown as Texts, helpValues)

/** The help in a language, ready to be searched. */
export const helpIndex = (locale: 'ja' | 'en') => indexHelp(helpSections(locale), helpSynonyms[locale])
