import { useTranslations } from 'next-intl'
import { fileFormats, type FileFormat } from '@/lib/usage/file-format'

/** Whether a file is a text file or an Excel workbook. */
export function FormatChoice({ chosen }: { chosen: FileFormat }) {
  const t = useTranslations('usage.download')
  return (
    <fieldset>
      <legend className="mb-1 font-bold">{t('format')}</legend>
      <div className="flex flex-wrap gap-x-8">
        {fileFormats.map((format) => (
          <label key={format} className="inline-flex min-h-11 items-center gap-2">
            <input
              type="radio"
              name="format"
              value={format}
              defaultChecked={format === chosen}
              className="size-5 accent-key-900"
            />
            {t(`formats.${format}`)}
          </label>
        ))}
      </div>
      <p className="text-14 text-solid-gray-700">{t('formatNote')}</p>
    </fieldset>
  )
}
