import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import { recordTimeText } from '@/lib/time/time-text'
import type { CallOfHour } from '@/lib/usage/calls-of-hour'
import { screenRecordsMax } from '@/lib/usage/limits'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'

interface LargestCallsProps {
  /** Of one hour, with more destinations than any file holds. */
  search: UsageSearch
  /** Destinations of the hour. */
  records: number
  /** Those that most of them are of. */
  calls: CallOfHour[]
}

/** What there is of an hour that no file holds: the files of its large calls, and what can be done about the rest. */
export function LargestCalls({ search, records, calls }: LargestCallsProps) {
  const t = useTranslations('usage.offers')
  const parameters = usageSearchParameters(search)
  const rest = records - calls.reduce((sum, call) => sum + call.records, 0)
  return (
    <>
      <p>{t('hourTooMany')}</p>
      <p>{t(rest === 0 ? 'callsAll' : 'callsLargest')}</p>
      <ul className="grid gap-x-6 gap-y-1 tabular-nums sm:grid-cols-2">
        {calls.map((call) => (
          <li key={String(call.callId)}>
            <TextLink href={paths.call(call.callId, parameters)}>
              {t('callOfHour', {
                calledAt: recordTimeText(call.calledAt),
                records: call.records,
              })}
            </TextLink>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p>
          {t('callsRest', { rest, max: screenRecordsMax })}{' '}
          <TextLink href={paths.usage({ ...parameters, output: 'screen', by: 'call' })}>
            {t('hourByCall')}
          </TextLink>{' '}
          {t('hourAsk')}
        </p>
      )}
    </>
  )
}
