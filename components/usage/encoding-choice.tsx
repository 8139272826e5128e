import { useTranslations } from 'next-intl'
import { fileEncodings, type FileEncoding } from '@/lib/usage/file-encoding'

interface EncodingChoiceProps {
  legend: string
  labels: Record<FileEncoding, string>
  chosen: FileEncoding
}

/** 文字コード of a file. */
export function EncodingChoice({ legend, labels, chosen }: EncodingChoiceProps) {
  const t = useTranslations('usage.download')
  return (
    <fieldset>
      <legend className="mb-1 font-bold">{legend}</legend>
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
            {labels[encoding]}
          </label>
        ))}
      </div>
      <p className="text-14 text-solid-gray-700">{t('shiftJisNote')}</p>
    </fieldset>
  )
}
