import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { addressOf, paths } from '@/lib/paths'
import type { FileOffer } from '@/lib/usage/file-offer'
import { screenRecordsMax } from '@/lib/usage/limits'
import type { AddressParameters } from '@/lib/usage/search'
import type { CallPage } from '@/lib/usage/load-call-page'
import type { UsageRecord } from '@/lib/usage/read-page'
import { CallDownload } from './call-download'
import { ResultHeading } from './result-heading'
import { resultTimes } from './result-times'
import { ResultTotals } from './result-totals'
import { UsagePages } from './usage-pages'
import { UsageTable } from './usage-table'

interface CallResultProps {
  contractNumber: string
  call: UsageRecord
  /** Its page is absent where the address names none of the result. */
  destinations: CallPage
  /** The parameters of the list that led here, its cursor as `listCursor`. */
  listParameters: AddressParameters
  file: FileOffer
}

/** 呼指定宛先毎検索: the chosen call, then its destinations. */
export function CallResult({ contractNumber, call, destinations, listParameters, file }: CallResultProps) {
  const t = useTranslations('usage')
  const { listCursor, ...list } = listParameters
  const cameFromList = list.startDate !== undefined
  const { page, totals, sets } = destinations
  const locale = useLocale()
  const { asOf, span } = resultTimes(destinations, locale)
  const { callId } = call.key
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
        <UsageTable kind="call" page={{ records: [call], recordsBefore: 0 }} />
      </section>
      {page && (
        <section className="flex flex-col gap-3">
          <ResultHeading
            contractNumber={contractNumber}
            kind={t('call.kind')}
            hits={totals.records}
            asOf={asOf}
          />
          <ResultTotals kind="destination" totals={totals} span={span} />
          {totals.records > screenRecordsMax && (
            <Notice kind="warning" size="small">
              {t('call.capped')}
            </Notice>
          )}
          {totals.records > 0 && (
            <CallDownload
              callId={callId}
              records={totals.records}
              sets={sets}
              listParameters={listParameters}
              file={file}
            />
          )}
          {page.records.length === 0 ? (
            <Notice kind="information">{t('call.none')}</Notice>
          ) : (
            <UsagePages
              kind="destination"
              page={page}
              address={(cursor) => addressOf(paths.call(callId), { ...listParameters, cursor })}
            />
          )}
          <p className="text-center">{t('result.closing')}</p>
        </section>
      )}
    </>
  )
}
