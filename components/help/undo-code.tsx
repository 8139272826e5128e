import { useTranslations } from 'next-intl'
import { CodeBlock } from './code-block'
import { undoPattern } from '@/lib/help/formula-rule'

/** How a program takes the apostrophe away again, in one line of Python. */
export function UndoCode() {
  const t = useTranslations('help.csv.machine')
  return <CodeBlock label={t('codeLabel')}>{`value = re.sub(r"${undoPattern}", "", cell)`}</CodeBlock>
}
