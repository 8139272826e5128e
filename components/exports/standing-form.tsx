import { useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/form/button-form'
import { RadioChoice } from '@/components/form/radio-choice'
import type { FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { formPanelClass } from '@/components/ui/surfaces'
import { EncodingChoice } from '@/components/usage/encoding-choice'
import { FormulaOption } from '@/components/usage/formula-option'
import { NamesOption } from '@/components/usage/names-option'
import type { StandingChoices } from '@/lib/exports/standing-export'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { usageKinds } from '@/lib/usage/search'

interface StandingFormProps {
  send: FormAction
  /** As in `ActionForm`. */
  account: string
  chosen: StandingChoices
  isOn: boolean
  /** Whether the contract has given any number a name. */
  isNamed: boolean
}

/** Turns 毎月の自動作成 on, or changes how its files are made, and says what its user agrees to. */
export function StandingForm({ send, account, chosen, isOn, isNamed }: StandingFormProps) {
  const t = useTranslations('exports.monthly.form')
  const usage = useTranslations('usage')
  return (
    <section aria-labelledby="monthly-form" className={formPanelClass}>
      <h2 id="monthly-form" className="mb-4 text-20 font-bold">
        {t(isOn ? 'change' : 'on')}
      </h2>
      <ButtonForm send={send} account={account} className="flex flex-col gap-6">
        <RadioChoice
          name="by"
          legend={t('kind')}
          values={usageKinds}
          chosen={chosen.by}
          label={(kind) => usage(`result.kind${kind}`)}
          note={t('kindNote', { max: bulkRecordsMax })}
        />
        <EncodingChoice chosen={chosen.encoding} charactersLost={0} />
        <NamesOption chosen={chosen.withNames} isNamed={isNamed} />
        <FormulaOption chosen={chosen.formulas} />
        <p>{t('consent')}</p>
        <Button className="self-start">{t(isOn ? 'submitChange' : 'submitOn')}</Button>
      </ButtonForm>
    </section>
  )
}
