import { useTranslations } from 'next-intl'
import { linkClass } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import { bulkFiles, outputFit, outputRecordsMax } from '@/lib/usage/outputs'
import { usageSearchParameters, type UsageKind, type UsageOutput, type UsageSearch } from '@/lib/usage/search'
import type { OfferedPeriod } from '@/lib/usage/split-period'
import type { Offers } from '@/lib/usage/preflight'

interface OfferedPeriodsProps {
  /** The search that holds too much for its output. */
  search: Omit<UsageSearch, 'cursor'>
  kind: UsageKind
  records: number
  offers: Offers
}

/** Why an output cannot hold a search, and what can be asked for instead, each ready to press. */
export function OfferedPeriods({ search, kind, records, offers }: OfferedPeriodsProps) {
  const t = useTranslations('usage.offers')
  const { output } = search
  const max = outputRecordsMax[output]
  const addressOf = (period: Omit<UsageSearch, 'cursor' | 'output' | 'by'>, asked: UsageOutput) =>
    paths.usage(usageSearchParameters({ ...period, output: asked, by: kind }))
  const instead = largerOutput(records, output)
  // The screen shows the first records anyway; a file that does not fit is not made at all.
  const list = (
    <>
      <ul className="grid gap-x-6 gap-y-1 tabular-nums sm:grid-cols-2">
        {offers.first.map((offer) => (
          <li key={`${offer.startDate} ${offer.startHour}`}>
            <Offer offer={offer} output={output} address={(asked) => addressOf(offer, asked)} />
          </li>
        ))}
      </ul>
      {offers.rest && (
        <p>
          <a href={addressOf(offers.rest, output)} className={linkClass}>
            {t('rest', { count: offers.count - offers.first.length })}
          </a>
        </p>
      )}
    </>
  )
  return (
    <div className="flex flex-col gap-3">
      <p className="font-bold">{t(`tooMany.${output}`, { kind: t(`kind.${kind}`), records, max })}</p>
      {instead && (
        <p>
          <a href={addressOf(search, instead)} className={linkClass}>
            {t(`instead.${instead}`, { files: bulkFiles(records) })}
          </a>
        </p>
      )}
      {output === 'screen' ? (
        <details>
          <summary className="cursor-pointer py-1">{t('split', { count: offers.count })}</summary>
          {list}
        </details>
      ) : (
        <>
          <p>{t('split', { count: offers.count })}</p>
          {list}
        </>
      )}
    </div>
  )
}

interface OfferProps {
  offer: OfferedPeriod
  output: UsageOutput
  address: (output: UsageOutput) => string
}

/** One period; an hour that is too much by itself says so and leads to the file that holds it. */
function Offer({ offer, output, address }: OfferProps) {
  const t = useTranslations('usage.offers')
  const date = (day: string) => day.replaceAll('-', '/')
  const period = t('period', {
    startDate: date(offer.startDate),
    startHour: offer.startHour,
    endDate: date(offer.endDate),
    endHour: offer.endHour,
  })
  const records = t('records', { records: offer.records })
  if (outputFit(offer.records, output) === 'fits')
    return (
      <>
        <a href={address(output)} className={linkClass}>
          {period}
        </a>{' '}
        {records}
      </>
    )
  const instead = largerOutput(offer.records, output)
  return (
    <>
      {period} {records} {t('hourTooMany')}{' '}
      {instead && (
        <a href={address(instead)} className={linkClass}>
          {t(`hourInstead.${instead}`)}
        </a>
      )}
    </>
  )
}

/** The first file that holds what `output` does not. */
const largerOutput = (records: number, output: UsageOutput) =>
  (['csv', 'bulk'] as const).find(
    (larger) => outputRecordsMax[larger] > outputRecordsMax[output] && outputFit(records, larger) === 'fits',
  )
