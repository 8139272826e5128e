import { useFormatter, useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import type { ExportSet } from '@/lib/exports/find-export'
import { paths } from '@/lib/paths'
import { formatJapanTime } from '@/lib/time/japan-time'

const columns = [
  { key: 'name', isNumber: false },
  { key: 'records', isNumber: true },
  { key: 'charge', isNumber: true },
  { key: 'sizeBytes', isNumber: true },
  { key: 'downloadedAt', isNumber: false },
  { key: 'sha256', isNumber: false },
] as const

const cellClass = 'border-b border-solid-gray-200 px-3 py-1.5'

/** The files of a ready set, each a link to its download. The names stay in view, and leave a phone room for the rest. */
export function ExportFiles({ set: { exportId, files } }: { set: ExportSet }) {
  const t = useTranslations('exports.files')
  const format = useFormatter()
  const records = files.reduce((sum, file) => sum + file.records, 0)
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  const headings = columns.map(({ key, isNumber }, index) => (
    <th
      key={key}
      scope="col"
      className={classNames(
        'border-b border-solid-gray-400 bg-solid-gray-100 px-3 py-2 font-bold',
        isNumber ? 'text-right' : 'text-left',
        index === 0 && 'sticky left-0',
      )}
    >
      {t(key)}
    </th>
  ))
  return (
    <div className="flex flex-col gap-2">
      <div
        role="region"
        aria-label={t('caption')}
        tabIndex={0}
        className="overflow-auto rounded-8 border border-solid-gray-400 print:overflow-visible"
      >
        <table className="w-full border-separate border-spacing-0 text-14 leading-snug whitespace-nowrap tabular-nums">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr>{headings}</tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.part} className="bg-white even:bg-solid-gray-50">
                <td className={classNames(cellClass, 'sticky left-0 bg-inherit')}>
                  <a
                    href={paths.exportFile(exportId, file.part)}
                    download={file.name}
                    className="text-key-900 underline underline-offset-[3px] hover:text-key-1000 hover:decoration-2 max-sm:block max-sm:w-36 max-sm:break-all max-sm:whitespace-normal"
                  >
                    {file.name}
                  </a>
                </td>
                {[file.records, file.charge, file.sizeBytes].map((figure, index) => (
                  <td key={columns[index + 1]!.key} className={classNames(cellClass, 'text-right')}>
                    {format.number(figure)}
                  </td>
                ))}
                <td className={cellClass}>
                  {file.downloadedAt ? formatJapanTime(file.downloadedAt, 'yyyy/MM/dd HH:mm') : t('notYet')}
                </td>
                <td className={cellClass}>
                  <code className="block w-76 text-14 break-all whitespace-normal">{file.sha256}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="tabular-nums">{t('total', { files: files.length, records, sizeBytes })}</p>
    </div>
  )
}
