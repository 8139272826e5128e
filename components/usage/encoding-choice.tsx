import { useTranslations } from 'next-intl'
import { RadioChoice } from '@/components/form/radio-choice'
import { fileEncodings, type FileEncoding } from '@/lib/files/file-encoding'

/** 文字コード of a file. */
export function EncodingChoice({ chosen, charactersLost }: { chosen: FileEncoding; charactersLost: number }) {
  const t = useTranslations('usage.download')
  return (
    <RadioChoice
      name="encoding"
      legend={t('encoding')}
      values={fileEncodings}
      chosen={chosen}
      label={(encoding) => t(`encodings.${encoding}`)}
      note={charactersLost > 0 ? t('shiftJisLoss', { characters: charactersLost }) : t('shiftJisNote')}
    />
  )
}
