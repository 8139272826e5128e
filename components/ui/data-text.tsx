import { useLocale } from 'next-intl'
import { Fragment } from 'react'

/** Runs of kana, kanji and their full-width signs. */
const japaneseRuns = /([\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+)/

/**
 * Text that has data in it, such as a 通信種別 or a name. On an English page its Japanese parts say that they are
 * Japanese, so that a screen reader speaks them so (WCAG 3.1.2).
 */
export function DataText({ children: text }: { children: string }) {
  const locale = useLocale()
  if (locale === 'ja') return text
  return text.split(japaneseRuns).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} lang="ja">
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  )
}
