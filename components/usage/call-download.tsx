import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/text-link'
import { formatJapanTime } from '@/lib/time/japan-time'
import { paths } from '@/lib/paths'
import type { FileEncoding } from '@/lib/usage/file-encoding'
import { csvRecordsMax } from '@/lib/usage/limits'
import type { OpenedCall } from '@/lib/usage/open-call'
import { DownloadForm } from './download-form'

interface CallDownloadProps extends Pick<OpenedCall, 'totals' | 'span'> {
  callId: bigint
  encoding: FileEncoding
  /** Characters of the file that Shift_JIS does not have. */
  charactersLost: number
}

/** The destinations of a call as a file; where they are too many, the way to a bulk export of the call's hours. */
export function CallDownload({ callId, totals, span, encoding, charactersLost }: CallDownloadProps) {
  const t = useTranslations('usage.download')
  if (totals.records > csvRecordsMax) {
    const hours = span && {
      startDate: formatJapanTime(span.first, 'yyyy-MM-dd'),
      startHour: formatJapanTime(span.first, 'H'),
      endDate: formatJapanTime(span.last, 'yyyy-MM-dd'),
      endHour: formatJapanTime(span.last, 'H'),
    }
    return (
      <p className="print:hidden">
        {t('callTooMany', { max: csvRecordsMax })}{' '}
        <TextLink href={paths.usage({ ...hours, output: 'bulk', by: 'destination' })}>
          {t('callBulk')}
        </TextLink>
      </p>
    )
  }
  return (
    <details className="rounded-8 border border-solid-gray-300 px-5 py-3 print:hidden">
      <summary className="cursor-pointer font-bold">{t('callTitle')}</summary>
      <div className="mt-3">
        <DownloadForm
          action={paths.callDownload(callId)}
          parameters={{}}
          encoding={encoding}
          charactersLost={charactersLost}
        />
      </div>
    </details>
  )
}
