import { useTranslations } from 'next-intl'
import { CheckOption } from '@/components/form/check-option'
import type { FormulaChoice } from '@/lib/files/formula-choice'

/** Whether a file has its texts as they are, for programs that do not take an apostrophe off. */
export function FormulaOption({ chosen }: { chosen: FormulaChoice }) {
  const t = useTranslations('usage.download')
  return (
    <CheckOption
      name="formulas"
      value="asis"
      isChosen={chosen === 'asis'}
      label={t('formulasAsIs')}
      note={t('formulasNote')}
    />
  )
}
