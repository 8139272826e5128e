import type { useTranslations } from 'next-intl'
import type { FieldError } from '@/components/form/error-summary'
import { nameLengthsMax, type NameColumn, type NameProblemCode } from '@/lib/numbers/number-name'
import type { BadLine, ReadNames } from '@/lib/numbers/read-names'
import { nameColumns, numberNamesMax } from '@/lib/numbers/number-name'

type Texts = ReturnType<typeof useTranslations<'numbers'>>

/** The columns in their order, e.g. 番号、名称、部署、科目コード. */
export const listColumns = (t: Texts, separator: string) =>
  nameColumns.map((column) => t(`columns.${column}`)).join(separator)

/** Says what is wrong with a value. */
export function describeNameProblem(
  { column, code }: { column: NameColumn; code: NameProblemCode | 'lineBreak' },
  t: Texts,
): string {
  return t(`problems.${code}`, { column: t(`columns.${column}`), max: nameLengthsMax[column] })
}

/** Says why a list cannot be taken: one sentence, or its bad lines one by one and how many more there are. */
export function describeUnreadNames(read: Exclude<ReadNames, { outcome: 'read' }>, t: Texts): FieldError[] {
  switch (read.outcome) {
    case 'empty':
    case 'tooMany':
      return [{ message: t(`problems.${read.outcome}`, { max: numberNamesMax }) }]
    case 'heading':
      return [{ message: describeHeading(read, t) }]
    case 'bad': {
      const { lines, count } = read
      const more = count - lines.length
      return [
        { message: t('problems.badLines', { count }) },
        ...lines.map((bad) => ({
          message: t('problems.line', { line: bad.line, problem: describeLine(bad, t) }),
        })),
        ...(more > 0 ? [{ message: t('problems.moreBadLines', { count: more }) }] : []),
      ]
    }
  }
}

function describeHeading(read: Extract<ReadNames, { outcome: 'heading' }>, t: Texts): string {
  switch (read.code) {
    case 'missing':
      return t('problems.headingMissing', { column: t(`columns.${read.column}`) })
    case 'repeated':
      return t('problems.headingRepeated', { column: t(`columns.${read.column}`) })
    case 'unknown':
      return t('problems.headingUnknown', { heading: read.heading, columns: listColumns(t, ', ') })
  }
}

function describeLine({ code, column, first }: BadLine, t: Texts): string {
  if (code === 'quote') return t('problems.quote')
  if (code === 'tooManyValues') return t('problems.tooManyValues', { columns: listColumns(t, ', ') })
  if (code === 'duplicate') return t('problems.duplicate', { first: first! })
  return describeNameProblem({ column: column!, code }, t)
}
