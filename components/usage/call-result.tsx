import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { addressOf, paths } from '@/lib/paths'
import type { CallRecord } from '@/lib/usage/columns'
import { screenRecordsMax } from '@/lib/usage/limits'
import type { UsagePage } from '@/lib/usage/read-page'
import type { AddressParameters } from '@/lib/usage/search'
import { ResultHeading } from './result-heading'
import { ResultTotals } from './result-totals'
import { UsagePages } from './usage-pages'
import { UsageTable } from './usage-table'

interface CallResultProps {
  contractNumber: string
  call: CallRecord
  /** Absent where the address names no page of the result. */
  page?: UsagePage
  /** The parameters of the list that led here, its cursor as `listCursor`. */
  listParameters: AddressParameters
}

/** 呼指定宛先毎検索: the chosen call, then its destinations. */
export function CallResult({ contractNumber, call, page, listParameters }: CallResultProps) {
  const t = useTranslations('usage')
  const { listCursor, ...list } = listParameters
  const cameFromList = list.startDate !== undefined
  const callOnly: UsagePage = { records: [call], recordsBefore: 0 }
  return (
    <>
      <p className="print:hidden">
        <TextLink
          href={cameFromList ? addressOf(paths.usage(), { ...list, cursor: listCursor }) : paths.usage()}
        >
          {t(cameFromList ? 'call.back' : 'call.backToForm')}
        </TextLink>
      </p>
      <section className="flex flex-col gap-2">
        <h2 className="text-20 font-bold">{t('call.theCall')}</h2>
        <UsageTable kind="call" page={callOnly} />
      </section>
      {page && (
        <section className="flex flex-col gap-4">
          <ResultHeading contractNumber={contractNumber} kind={t('call.kind')} hits={call.destinationCount} />
          <ResultTotals
            kind="destination"
            totals={{
              destinations: BigInt(call.destinationCount),
              acceptedPages: BigInt(call.acceptedPages),
              sentPages: BigInt(call.sentPages),
              billedPages: call.billedPages === null ? null : BigInt(call.billedPages),
              charge: call.charge,
            }}
          />
          {call.destinationCount > screenRecordsMax && <Notice kind="warning">{t('call.capped')}</Notice>}
          {page.records.length === 0 ? (
            <Notice kind="information">{t('call.none')}</Notice>
          ) : (
            <UsagePages
              page={page}
              address={(cursor) => addressOf(paths.call(call.callId), { ...listParameters, cursor })}
            >
              <UsageTable kind="destination" page={page} />
            </UsagePages>
          )}
          <p className="text-center">{t('result.closing')}</p>
        </section>
      )}
    </>
  )
}
