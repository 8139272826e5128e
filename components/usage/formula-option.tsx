import { useTranslations } from 'next-intl'
import type { FormulaChoice } from '@/lib/files/formula-choice'

/** Whether a file has its texts as they are, for programs that do not take an apostrophe off. */
export function FormulaOption({ chosen }: { chosen: FormulaChoice }) {
  const t = useTranslations('usage.download')
  return (
    <div>
      <label className="inline-flex min-h-11 items-center gap-2">
        <input
          type="checkbox"
          name="formulas"
          value="asis"
          defaultChecked={chosen === 'asis'}
          aria-describedby="formulas-note"
          className="size-5 accent-key-900"
        />
        {t('formulasAsIs')}
      </label>
      <p id="formulas-note" className="text-14 text-solid-gray-700">
        {t('formulasNote')}
      </p>
    </div>
  )
}
