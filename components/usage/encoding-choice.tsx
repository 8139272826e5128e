import { useTranslations } from 'next-intl'
import { RadioChoice } from '@/components/form/radio-choice'
import { fileEncodings, type FileEncoding } from '@/lib/files/file-encoding'

interface EncodingChoiceProps {
  chosen: FileEncoding
  /** Characters of the file that Shift_JIS does not have. */
  charactersLost: number
  /** Those that names add, where the form (`group/download`) has the choice of them. */
  nameCharactersLost?: number
}

/** 文字コード of a file. */
export function EncodingChoice({ chosen, charactersLost, nameCharactersLost = 0 }: EncodingChoiceProps) {
  const t = useTranslations('usage.download')
  const noteOf = (characters: number) =>
    characters > 0 ? t('shiftJisLoss', { characters }) : t('shiftJisNote')
  return (
    <RadioChoice
      name="encoding"
      legend={t('encoding')}
      values={fileEncodings}
      chosen={chosen}
      label={(encoding) => t(`encodings.${encoding}`)}
      note={
        nameCharactersLost > 0 ? (
          <>
            <span className="group-has-[[name=names]:checked]/download:hidden">{noteOf(charactersLost)}</span>
            <span className="hidden group-has-[[name=names]:checked]/download:inline">
              {noteOf(charactersLost + nameCharactersLost)}
            </span>
          </>
        ) : (
          noteOf(charactersLost)
        )
      }
    />
  )
}
