import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/text-link'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import type { CallSet } from '@/lib/usage/call-sets'
import type { FileOffer } from '@/lib/usage/file-offer'
import { csvRecordsMax } from '@/lib/usage/limits'
import { bulkFiles, outputFit } from '@/lib/usage/outputs'
import type { AddressParameters } from '@/lib/usage/search'
import { CallSets } from './call-sets'
import { DownloadForm } from './download-form'

interface CallDownloadProps {
  callId: bigint
  /** How many destinations it has. */
  records: number
  /** Where one bulk export does not hold them. */
  sets?: CallSet[]
  /** The parameters of the list that led to the call. */
  listParameters: AddressParameters
  file: FileOffer
}

/** The destinations of a call as files: a text file or a workbook where it holds them, and a bulk export or several. */
export function CallDownload({ callId, records, sets, listParameters, file }: CallDownloadProps) {
  const t = useTranslations('usage.download')
  if (sets)
    return (
      <CallSets callId={callId} of="call" records={records} sets={sets} listParameters={listParameters} />
    )
  const bulk = (
    <TextLink href={paths.callBulk(callId, listParameters)}>
      {t('callBulk', { files: bulkFiles(records) })}
    </TextLink>
  )
  if (outputFit(records, 'csv') === 'tooMany')
    return (
      <p className="print:hidden">
        {t('callTooMany', { max: csvRecordsMax })} {bulk}
      </p>
    )
  return (
    <details className="rounded-8 border border-line px-4 py-1 print:hidden">
      <summary className="cursor-pointer font-bold">{t('callTitle')}</summary>
      <div className="mt-3 flex flex-col gap-4">
        <DownloadForm action={filePaths.callDownload(callId)} parameters={{}} file={file} />
        <p>{bulk}</p>
      </div>
    </details>
  )
}
