import type { useTranslations } from 'next-intl'
import type { HelpValues } from '@/lib/help/help-values'
import type { SectionText } from '@/lib/help/search-help'
import type { HelpBlock } from './blocks'
import { helpContent } from './content'
import { plainTags } from './help-text'
import { shownSymbols } from './password-rules'
import { helpTopics } from './topics'

/** Every section of the help as plain text, in the language of `t`: what the search looks through. */
export function sectionTexts(t: ReturnType<typeof useTranslations>, values: HelpValues): SectionText[] {
  const text = (key: string) => t.markup(key, { ...values, symbols: shownSymbols, ...plainTags })
  const textsOf = (place: string, block: HelpBlock): string[] => {
    switch (block.kind) {
      case 'picture':
        return [text(`help.screens.${block.screen}.title`)]
      case 'part':
        return block.says.map(text)
      case 'table':
        return block.rows.map((row) =>
          block.columns.map((column) => text(`${place}.rows.${row}.${column}`)).join(' '),
        )
      default:
        return block.texts.map((key) => text(`${place}.${key}`))
    }
  }
  return helpTopics.flatMap(({ slug, key }) =>
    helpContent[key].map(({ id, blocks }) => ({
      slug,
      id,
      page: text(`help.topics.${key}.title`),
      title: text(`help.${key}.${id}.title`),
      texts: blocks.flatMap((block) => textsOf(`help.${key}.${id}`, block)),
    })),
  )
}
