import { Fragment } from 'react'
import { DataText } from './data-text'

/** After the sign of a range, and between katakana and kanji: パスワード|更新. */
const seams = /(?<=[~–])|(?<=[\u30a1-\u30fc])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[\u30a1-\u30fa])/

/**
 * A name or a period that may break between its words, where a browser takes it for one: inside of `break-keep` or
 * `word-break: auto-phrase`.
 */
export function Phrases({ children: text }: { children: string }) {
  return text.split(seams).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      <DataText>{part}</DataText>
    </Fragment>
  ))
}
