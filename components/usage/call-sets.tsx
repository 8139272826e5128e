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
  /** Whose destinations the sets hold: all of the call's, or those of a range of it. */
  of: 'call' | 'range'
  /** How many destinations those are. */
  records: number
  sets: CallSet[]
  /** The parameters of the list that led to the call. */
  listParameters: AddressParameters
}

/** The bulk exports that together hold the destinations of a call, or of a range of it, which are too many for one. */
export function CallSets({ callId, of, records, sets, listParameters }: CallSetsProps) {
  const t = useTranslations('usage')
  return (
    <Notice kind="information" title={t('call.setsTitle', { of, records, max: bulkRecordsMax })}>
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
