import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonForm } from '@/components/form/button-form'
import type { FormAction } from '@/components/form/use-form-action'
import type { Locale } from '@/lib/i18n/locale'

interface LanguageSwitchProps {
  chooseLocale: FormAction
  /** As in `ActionForm`. */
  account: string | null
  errorsClassName: string
}

/** A button that changes the language of the page one is on. */
export async function LanguageSwitch({ chooseLocale, account, errorsClassName }: LanguageSwitchProps) {
  const t = await getTranslations('frame')
  const other: Locale = (await getLocale()) === 'ja' ? 'en' : 'ja'
  return (
    <ButtonForm
      send={chooseLocale}
      account={account}
      className="contents print:hidden"
      errorsClassName={errorsClassName}
    >
      <button
        name="locale"
        value={other}
        lang={other}
        className="min-h-11 justify-self-end px-2 text-16 text-key underline underline-offset-[3px] [grid-area:language] hover:decoration-2 print:hidden"
      >
        {t('otherLanguage')}
      </button>
    </ButtonForm>
  )
}
