import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DataText } from '@/components/ui/data-text'
import { Phrases } from '@/components/ui/phrases'
import { RenewedLine } from '@/components/ui/renewed-line'
import type { ResultTimes } from './result-times'

interface ResultHeadingProps {
  /** As the manual prints it, see `formatPeriod`; absent for the destinations of a call. */
  period?: string
  contractNumber: string
  kind: string
  /** The range of 宛先 numbers, where only some destinations of a call were asked for. */
  numbers?: string
  /** What it is narrowed by, in words. */
  narrowedTo?: string[]
  /** Its order, where it is not the usual one. */
  sortedBy?: string
  hits: number
  asOf: ResultTimes['asOf']
}

/** The lines above a result, as the manual prints them. */
export function ResultHeading({
  period,
  contractNumber,
  kind,
  numbers,
  narrowedTo = [],
  sortedBy,
  hits,
  asOf,
}: ResultHeadingProps) {
  const t = useTranslations('usage.result')
  const format = useFormatter()
  const call = useTranslations('usage.call')
  const found = `${t('hits')} ${format.number(hits)}`
  const lines: { label: string; value: ReactNode }[] = [
    ...(period
      ? [
          {
            label: t('period'),
            value: (
              <span key="period" className="break-keep">
                <Phrases>{period}</Phrases>
              </span>
            ),
          },
        ]
      : []),
    { label: t('contract'), value: contractNumber },
    { label: t('kind'), value: kind },
    ...(narrowedTo.length > 0
      ? [{ label: t('narrowedTo'), value: <DataText>{narrowedTo.join(' / ')}</DataText> }]
      : []),
    ...(sortedBy ? [{ label: t('sortedBy'), value: sortedBy }] : []),
    ...(numbers ? [{ label: call('numbers'), value: numbers }] : []),
  ]
  return (
    <div className="tabular-nums">
      <div className="flex flex-wrap gap-x-6 leading-snug">
        {lines.map(({ label, value }) => (
          <p key={label}>
            <span className="text-quiet">{label}</span> {value}
          </p>
        ))}
      </div>
      <p className="hidden print:block">{t('asOf', { at: asOf })}</p>
      <RenewedLine
        of={[period, kind, ...narrowedTo, found].join(' ')}
        className="text-20 leading-snug font-bold"
      >
        {found}
      </RenewedLine>
    </div>
  )
}
