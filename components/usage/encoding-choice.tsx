import { useTranslations } from 'next-intl'
import { fileEncodings, type FileEncoding } from '@/lib/usage/file-encoding'

/** 文字コード of a file. */
export function EncodingChoice({ chosen, charactersLost }: { chosen: FileEncoding; charactersLost: number }) {
  const t = useTranslations('usage.download')
  return (
    <fieldset>
      <legend className="mb-1 font-bold">{t('encoding')}</legend>
      <div className="flex flex-wrap gap-x-8">
        {fileEncodings.map((encoding) => (
          <label key={encoding} className="inline-flex min-h-11 items-center gap-2">
            <input
              type="radio"
              name="encoding"
              value={encoding}
              defaultChecked={encoding === chosen}
              className="size-5 accent-key-900"
            />
            {t(`encodings.${encoding}`)}
          </label>
        ))}
      </div>
      <p className="text-14 text-solid-gray-700">
        {charactersLost > 0 ? t('shiftJisLoss', { characters: charactersLost }) : t('shiftJisNote')}
      </p>
    </fieldset>
  )
}
