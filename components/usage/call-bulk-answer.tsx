import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { DestinationRange } from '@/lib/usage/call-destinations'
import type { CallBulkPage } from '@/lib/usage/load-call-bulk-page'
import type { UsageRecord } from '@/lib/usage/read-page'
import type { AddressParameters } from '@/lib/usage/search'
import { CallSets } from './call-sets'
import { ResultHeading } from './result-heading'
import { resultTimes } from './result-times'
import { ResultTotals } from './result-totals'
import { UsageTable } from './usage-table'

interface CallBulkAnswerProps {
  contractNumber: string
  call: UsageRecord
  /** Absent for all destinations of the call. */
  numbers?: DestinationRange
  bulk: CallBulkPage
  /** The parameters of the list that led to the call. */
  listParameters: AddressParameters
  /** Takes the bulk export, where one holds them. */
  children: ReactNode
}

/** The chosen call, how many of its destinations a bulk export would hold, and the way to it, or to several. */
export function CallBulkAnswer({
  contractNumber,
  call,
  numbers,
  bulk,
  listParameters,
  children,
}: CallBulkAnswerProps) {
  const t = useTranslations('usage.call')
  const { totals, fit, sets } = bulk
  const locale = useLocale()
  const { asOf, span } = resultTimes(bulk, locale)
  const { callId } = call.key
  return (
    <>
      <p>
        <TextLink href={paths.call(callId, listParameters)}>{t('backToCall')}</TextLink>
      </p>
      <section className="flex flex-col gap-2">
        <h2 className="text-20 font-bold">{t('theCall')}</h2>
        <UsageTable kind="call" page={{ records: [call], recordsBefore: 0 }} />
      </section>
      <section className="flex flex-col gap-4">
        <ResultHeading
          contractNumber={contractNumber}
          kind={t('kind')}
          numbers={numbers ? t('range', { ...numbers }) : undefined}
          hits={totals.records}
          asOf={asOf}
        />
        {fit === 'none' ? (
          <Notice kind="information">{t(numbers ? 'noneInRange' : 'none')}</Notice>
        ) : (
          <ResultTotals kind="destination" totals={totals} span={span} />
        )}
        {sets && (
          <CallSets
            callId={callId}
            of={numbers ? 'range' : 'call'}
            records={totals.records}
            sets={sets}
            listParameters={listParameters}
          />
        )}
        {fit === 'fits' && children}
      </section>
    </>
  )
}
