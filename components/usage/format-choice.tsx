import { useTranslations } from 'next-intl'
import { RadioChoice } from '@/components/form/radio-choice'
import { fileFormats, type FileFormat } from '@/lib/files/file-format'

/** Whether a file is a text file or an Excel workbook. */
export function FormatChoice({ chosen }: { chosen: FileFormat }) {
  const t = useTranslations('usage.download')
  return (
    <RadioChoice
      name="format"
      legend={t('format')}
      values={fileFormats}
      chosen={chosen}
      label={(format) => t(`formats.${format}`)}
      note={t('formatNote')}
    />
  )
}
