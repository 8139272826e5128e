import { useTranslations } from 'next-intl'
import ja from '@/lib/i18n/messages/usage.ja.json'
import { columnsOf } from '@/lib/usage/columns'
import { usageKinds, type UsageKind } from '@/lib/usage/search'
import { CodeBlock } from './code-block'
import { sampleRecords } from '@/lib/help/sample-records'

/** The headings of files are Japanese in every language (docs/decisions/0014). */
const headings: Record<string, string> = ja.columns

/** Lines as a file has them, of records none of whose values needs quoting or an apostrophe. */
function sampleLines(kind: UsageKind): string[] {
  const heading = columnsOf(kind).map(({ key }) => headings[key])
  return [heading, ...sampleRecords[kind]].map((cells) => cells.join(','))
}

/** The beginning of a file of each kind. */
export function CsvSamples() {
  const t = useTranslations('help.csv.sample')
  return usageKinds.map((kind) => (
    <div key={kind} className="flex flex-col gap-1">
      <h3 className="font-bold">{t(kind)}</h3>
      <CodeBlock label={t(kind)} lang="ja">
        {sampleLines(kind).join('\n')}
      </CodeBlock>
    </div>
  ))
}
