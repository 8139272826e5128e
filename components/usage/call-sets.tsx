import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import { destinationRangeParameters } from '@/lib/usage/call-destinations'
import type { CallSet } from '@/lib/usage/call-sets'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { bulkFiles } from '@/lib/usage/outputs'
import type { AddressParameters } from '@/lib/usage/search'

interface CallSetsProps {
  callId: bigint
  /** How many destinations it has. */
  records: number
  sets: CallSet[]
  /** The parameters of the list that led to the call. */
  listParameters: AddressParameters
}

/** The bulk exports that together hold the destinations of a call which are too many for one. */
export function CallSets({ callId, records, sets, listParameters }: CallSetsProps) {
  const t = useTranslations('usage')
  return (
    <Notice kind="information" title={t('call.setsTitle', { records, max: bulkRecordsMax })}>
      <p className="mt-2">{t('call.sets', { count: sets.length })}</p>
      <ul className="mt-2 tabular-nums print:hidden">
        {sets.map((set) => (
          <li key={set.from} className="py-1">
            <TextLink
              href={paths.callBulk(callId, { ...listParameters, ...destinationRangeParameters(set) })}
            >
              {t('call.set', { ...set, files: bulkFiles(set.records) })}
            </TextLink>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
