import { useTranslations } from 'next-intl'
import type { FormAction } from '@/components/form/use-form-action'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import type { FileEncoding } from '@/lib/files/file-encoding'
import { paths } from '@/lib/paths'
import type { Statement } from '@/lib/statements/read-statement'
import type { JapanDate } from '@/lib/time/japan-time'
import { monthSearch } from './line-records'
import { StatementComparison } from './statement-comparison'
import { StatementCorrections } from './statement-corrections'
import { StatementDownload } from './statement-download'
import { StatementHeading } from './statement-heading'
import { StatementMovers } from './statement-movers'
import { StatementTable } from './statement-table'
import { useStatementWords } from './statement-words'

interface StatementSheetProps {
  statement: Statement
  contract: { number: string; name: string }
  /** The last day that can be searched. */
  latest: JapanDate
  /** Of a file, as the user took the last one. */
  encoding: FileEncoding
  charactersLost: number
  /** The action of 絞り込み, and the account as in `ActionForm`. */
  narrow: FormAction
  account: string
}

/** The sheet of a month. On paper it is a statement on A4, without what leads on from it. */
export function StatementSheet({
  statement,
  contract,
  latest,
  encoding,
  charactersLost,
  narrow,
  account,
}: StatementSheetProps) {
  const t = useTranslations('statements')
  const { monthText } = useStatementWords()
  const { month, by, total, lists, earlier, corrections, closing } = statement
  const search = total.records > 0 ? monthSearch(month, by, latest) : undefined
  return (
    <article data-paper="portrait" className="flex flex-col gap-6 print:gap-4">
      <PageTitle section={t('title')}>{t('sheet.title', { month: monthText(month) })}</PageTitle>
      <StatementHeading statement={statement} contract={contract} />
      <p>{t('notInvoice')}</p>
      <StatementComparison statement={statement} />
      {search && (
        <p className="print:hidden">
          <TextLink href={paths.usage(search)}>{t('sheet.records')}</TextLink>
        </p>
      )}
      {earlier && <StatementMovers movers={earlier.movers} />}
      <StatementCorrections corrections={corrections} isClosed={closing !== undefined} />
      <StatementDownload scope={statement} encoding={encoding} charactersLost={charactersLost} />
      <section aria-labelledby="lists" className="flex flex-col gap-6 print:block print:space-y-4">
        <h2 id="lists" className="text-20 font-bold">
          {t('sheet.lists')}
        </h2>
        {lists.map((list) => (
          <StatementTable
            key={list.name}
            list={list}
            by={by}
            total={total}
            records={search && { search, narrow, account }}
            latest={latest}
          />
        ))}
      </section>
    </article>
  )
}
