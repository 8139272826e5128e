import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import type { ExportSet } from '@/lib/exports/find-export'
import { filePaths } from '@/lib/file-paths'
import { minuteText } from '@/lib/time/time-text'

const columns = [
  { key: 'name', isNumber: false },
  { key: 'records', isNumber: true },
  { key: 'charge', isNumber: true },
  { key: 'sizeBytes', isNumber: true },
  { key: 'downloadedAt', isNumber: false },
  { key: 'sha256', isNumber: false },
] as const

/** The files of a ready set, each a link to its download. */
export function ExportFiles({ set: { exportId, files } }: { set: ExportSet }) {
  const t = useTranslations('exports.files')
  const locale = useLocale()
  const format = useFormatter()
  const records = files.reduce((sum, file) => sum + file.records, 0)
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  return (
    <div className="flex flex-col gap-2">
      <RecordTable
        caption={t('caption')}
        columns={columns.map(({ key, isNumber }) => ({ isNumber, heading: t(key) }))}
        rows={files.map((file) => [
          <a key="name" href={filePaths.exportFile(exportId, file.part)}>
            {file.name}
          </a>,
          format.number(file.records),
          format.number(file.charge),
          format.number(file.sizeBytes),
          file.downloadedAt ? minuteText(file.downloadedAt, locale) : t('notYet'),
          <span key="sha256" className="record-lines block font-mono break-all whitespace-normal lg:w-76">
            {file.sha256}
          </span>,
        ])}
      />
      <p className="tabular-nums">{t('total', { files: files.length, records, sizeBytes })}</p>
    </div>
  )
}
