import { useTranslations } from 'next-intl'

interface ResultHeadingProps {
  /** As the manual prints it, see `formatPeriod`; absent for the destinations of a call. */
  period?: string
  contractNumber: string
  kind: string
  hits: number
}

/** The lines above a result, as the manual prints them. */
export function ResultHeading({ period, contractNumber, kind, hits }: ResultHeadingProps) {
  const t = useTranslations('usage.result')
  const lines = [
    ...(period ? [{ label: t('period'), value: period }] : []),
    { label: t('contract'), value: contractNumber },
    { label: t('kind'), value: kind },
  ]
  return (
    <div className="tabular-nums">
      {lines.map(({ label, value }) => (
        <p key={label}>
          <span className="text-solid-gray-700">{label}</span> {value}
        </p>
      ))}
      <p className="mt-2 text-20 font-bold">
        {t('hits')} {hits}
      </p>
    </div>
  )
}
