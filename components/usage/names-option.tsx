import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'

interface NamesOptionProps {
  chosen: boolean
  /** Whether the contract has given any number a name. */
  isNamed: boolean
}

/** Whether a file has what the contract calls its numbers, in columns at its end. */
export function NamesOption({ chosen, isNamed }: NamesOptionProps) {
  const t = useTranslations('usage.download')
  return (
    <div>
      <label className="inline-flex min-h-11 items-center gap-2">
        <input
          type="checkbox"
          name="names"
          value="1"
          defaultChecked={chosen}
          aria-describedby="names-note"
          className="size-5 accent-key-900"
        />
        {t('withNames')}
      </label>
      <p id="names-note" className="text-14 text-solid-gray-700">
        {isNamed
          ? t('withNamesNote')
          : t.rich('withoutAnyName', {
              numbers: (text) => <TextLink href={paths.numbers()}>{text}</TextLink>,
            })}
      </p>
    </div>
  )
}
