import { useTranslations } from 'next-intl'
import { CheckOption } from '@/components/form/check-option'
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
  const note = isNamed
    ? t('withNamesNote')
    : t.rich('withoutAnyName', {
        numbers: (text) => <TextLink href={paths.numbers()}>{text}</TextLink>,
      })
  return <CheckOption name="names" value="1" isChosen={chosen} label={t('withNames')} note={note} />
}
