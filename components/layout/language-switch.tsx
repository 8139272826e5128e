import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonForm } from '@/components/form/button-form'
import type { FormAction } from '@/components/form/use-form-action'
import { classNames } from '@/components/ui/class-names'
import { linkClass } from '@/components/ui/text-link'
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
        className={classNames('min-h-11 justify-self-end px-1 text-14 [grid-area:language]', linkClass)}
      >
        {t('otherLanguage')}
      </button>
    </ButtonForm>
  )
}
