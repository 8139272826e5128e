import { getLocale, getTranslations } from 'next-intl/server'
import type { Locale } from '@/lib/i18n/locale'

export type ChooseLocale = (form: FormData) => Promise<void>

/** A button that changes the language of the page one is on. */
export async function LanguageSwitch({ chooseLocale }: { chooseLocale: ChooseLocale }) {
  const t = await getTranslations('frame')
  const other: Locale = (await getLocale()) === 'ja' ? 'en' : 'ja'
  return (
    <form action={chooseLocale}>
      <button
        name="locale"
        value={other}
        lang={other}
        className="min-h-10 px-2 text-16 text-key-900 underline underline-offset-[3px] hover:decoration-2"
      >
        {t('otherLanguage')}
      </button>
    </form>
  )
}
