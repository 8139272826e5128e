import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { linkClass, linksClass } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import { dayText } from '@/lib/time/date-text'
import { bulkFiles, outputFit, outputRecordsMax } from '@/lib/usage/outputs'
import type { UsagePeriod } from '@/lib/usage/period'
import { usageSearchParameters, type UsageKind, type UsageOutput, type UsageSearch } from '@/lib/usage/search'
import type { OfferedPeriod } from '@/lib/usage/split-period'
import type { Offers } from '@/lib/usage/preflight'

type Searched = Omit<UsageSearch, 'cursor'>

interface OfferedPeriodsProps {
  /** The search that holds too much for its output. */
  search: Searched
  kind: UsageKind
  records: number
  offers: Offers
  /** What there is instead of a file, where the search itself is an hour that none holds. */
  instead?: ReactNode
}

/** Why an output cannot hold a search, and what can be asked for instead, each ready to press. */
export function OfferedPeriods({ search, kind, records, offers, instead }: OfferedPeriodsProps) {
  const t = useTranslations('usage.offers')
  const { output } = search
  const max = outputRecordsMax[output]
  const larger = largerOutput(records, output)
  // Where all of it is in one hour, there are no parts to name.
  const isSplit = offers.count > 1
  const split = t(offers.overfull === 0 ? 'split' : 'splitOverfull', {
    count: offers.count,
    overfull: offers.overfull,
  })
  // The screen shows the first records anyway; a file that does not fit is not made at all.
  const list = (
    <>
      <ul className={classNames('grid gap-x-6 gap-y-1 tabular-nums sm:grid-cols-2', linksClass)}>
        {offers.first.map((offer) => (
          <li key={`${offer.startDate} ${offer.startHour}`}>
            <Offer offer={offer} search={search} kind={kind} />
          </li>
        ))}
      </ul>
      {offers.rest && (
        <p>
          <a href={addressOf(search, offers.rest, output, kind)} className={linkClass}>
            {t('rest', { count: offers.count - offers.first.length })}
          </a>
        </p>
      )}
    </>
  )
  return (
    <div className={output === 'screen' ? 'flex flex-wrap gap-x-6' : 'flex flex-col gap-3'}>
      <p className={output === 'screen' ? undefined : 'font-bold'}>
        {t(`tooMany.${output}`, { kind: t(`kind.${kind}`), records, max })}
      </p>
      {larger && (
        <p>
          <a href={addressOf(search, search, larger, kind)} className={linkClass}>
            {t(`instead.${larger}`, { files: bulkFiles(records) })}
          </a>
        </p>
      )}
      {output === 'screen' && isSplit ? (
        <details className="open:basis-full">
          <summary className="cursor-pointer">{split}</summary>
          {list}
        </details>
      ) : (
        <>
          {isSplit && <p>{split}</p>}
          {instead ?? list}
        </>
      )}
    </div>
  )
}

/**
 * One period. An hour that is too much by itself says so, and leads to the file that holds it; where none does, to the
 * search of that hour, which names the calls that can be made as files.
 */
function Offer({ offer, search, kind }: { offer: OfferedPeriod; search: Searched; kind: UsageKind }) {
  const { output } = search
  const locale = useLocale()
  const t = useTranslations('usage.offers')
  const period = t('period', {
    startDate: dayText(offer.startDate, locale),
    startHour: offer.startHour,
    endDate: dayText(offer.endDate, locale),
    endHour: offer.endHour,
    records: offer.records,
  })
  if (outputFit(offer.records, output) === 'fits')
    return <a href={addressOf(search, offer, output, kind)}>{period}</a>
  const larger = largerOutput(offer.records, output)
  const instead = () => {
    if (larger) return <a href={addressOf(search, offer, larger, kind)}>{t(`hourInstead.${larger}`)}</a>
    if (kind === 'call') return t('hourAsk')
    return <a href={addressOf(search, offer, 'bulk', kind)}>{t('hourCalls')}</a>
  }
  return (
    <>
      {period} {t('hourTooMany')} {instead()}
    </>
  )
}

/** The address of a period of the search, narrowed and ordered as it is. */
function addressOf(
  { filter, sort }: Searched,
  period: UsagePeriod,
  output: UsageOutput,
  by: UsageKind,
): string {
  const { startDate, startHour, endDate, endHour } = period
  return paths.usage(
    usageSearchParameters({ startDate, startHour, endDate, endHour, output, by, filter, sort }),
  )
}

/** The first file that holds what `output` does not. */
const largerOutput = (records: number, output: UsageOutput) =>
  (['csv', 'bulk'] as const).find(
    (larger) => outputRecordsMax[larger] > outputRecordsMax[output] && outputFit(records, larger) === 'fits',
  )
