import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonForm } from '@/components/form/button-form'
import type { FormAction } from '@/components/form/use-form-action'
import { RecordTable } from '@/components/table/record-table'
import { classNames } from '@/components/ui/class-names'
import { DataText } from '@/components/ui/data-text'
import { linkClass } from '@/components/ui/text-link'
import type { StatementFigures } from '@/lib/statements/figures'
import { listWord } from '@/lib/statements/list-words'
import type { StatementLine, StatementList } from '@/lib/statements/statement-lists'
import type { JapanDate } from '@/lib/time/japan-time'
import type { UsageKind } from '@/lib/usage/search'
import { describeFigures } from './describe-statement'
import { dayRecordsAddress, lineCondition } from './line-records'
import { useStatementWords } from './statement-words'

const figureNames = ['records', 'destinations', 'sentPages', 'billedPages', 'charge'] as const

const buttonLinkClass = classNames(linkClass, 'text-left print:text-inherit print:no-underline')

interface StatementTableProps {
  list: StatementList
  by: UsageKind
  /** Of the whole sheet: what every list adds up to. */
  total: StatementFigures
  /** Absent where no record of the month can be searched for. */
  records?: RecordsForm
  /** The last day that can be searched. */
  latest: JapanDate
}

/** What leads from a line to its records: the form of 絞り込み, since a number must not stand in an address. */
export interface RecordsForm {
  /** The search of the month, as parameters of its address. */
  search: Record<string, string>
  narrow: FormAction
  /** As in `ActionForm`. */
  account: string
}

/** One list of a sheet with its total: a day that was not loaded says so, one without usage is 0. */
export function StatementTable({ list, by, total, records, latest }: StatementTableProps) {
  const t = useTranslations('statements')
  const usage = useTranslations('usage')
  const format = useFormatter()
  const { keyText } = useStatementWords()
  const word = listWord(list.name, by)
  const hasNames = list.lines.some(({ name }) => name !== undefined)
  const headings = describeFigures(by, t, usage)
  const columns = [
    { heading: t(`keys.${word}`), isNumber: false },
    ...(hasNames ? [{ heading: t('line.name'), isNumber: false, isInView: true }] : []),
    ...figureNames.map((name) => ({
      heading: headings[name],
      isNumber: true,
      isInView: ['records', 'charge', ...(hasNames ? [] : ['sentPages'])].includes(name),
    })),
  ]
  const cellsOf = (figures: StatementFigures) => figureNames.map((name) => format.number(figures[name]))
  const row = (key: ReactNode, name: string, figures: ReactNode[]) => [
    key,
    ...(hasNames ? [name] : []),
    ...figures,
  ]
  const lineRow = (line: StatementLine) => {
    const text = keyText(list.name, line.key)
    const isBlank = line.isMissing && line.figures.records === 0
    const shown = line.isMissing && !isBlank ? t('line.missingDay', { day: text }) : text
    const label = t('line.records', { key: text })
    const href = dayRecordsAddress(list.name, line, by, latest)
    const condition = records && lineCondition(list.name, line)
    const key = href ? (
      <a key="records" href={href} aria-label={label}>
        <DataText>{shown}</DataText>
      </a>
    ) : condition ? (
      <button key="records" {...condition} aria-label={label} className={buttonLinkClass}>
        <DataText>{shown}</DataText>
      </button>
    ) : (
      shown
    )
    return row(key, line.name ?? '', isBlank ? [t('line.missing'), '', '', '', ''] : cellsOf(line.figures))
  }
  const { rest } = list
  const restText = rest && t('line.rest', { lines: rest.lines, unit: t(`line.units.${word}`) })
  const table = (
    <RecordTable
      caption={t(`lists.${word}`)}
      columns={columns}
      rows={[...list.lines.map(lineRow), ...(rest ? [row(restText, '', cellsOf(rest.figures))] : [])]}
      total={row(t('line.total'), '', cellsOf(total))}
      restLabels={[
        ...list.lines.map(({ key }) => keyText(list.name, key)),
        ...(restText ? [restText] : []),
      ].map((key) => t('line.restOf', { key }))}
    />
  )
  return (
    <div className="flex flex-col gap-2 print:break-inside-avoid">
      <h3 className="text-18 font-bold">{t(`lists.${word}`)}</h3>
      {rest && (
        <p className="text-14 text-quiet">
          {t.rich('line.restNote', {
            max: list.lines.length,
            files: (text) => (
              <a href="#download" className={linkClass}>
                {text}
              </a>
            ),
          })}
        </p>
      )}
      {records && list.name !== 'day' ? (
        <ButtonForm send={records.narrow} account={records.account} hidden={records.search}>
          {table}
        </ButtonForm>
      ) : (
        table
      )}
    </div>
  )
}
