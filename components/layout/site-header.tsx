import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { TextLink } from '@/components/ui/text-link'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { paths } from '@/lib/paths'
import { LanguageSwitch, type ChooseLocale } from './language-switch'

interface SiteHeaderProps {
  chooseLocale: ChooseLocale
  user?: SignedInUser
  /** The action of the sign-out button. */
  signOut?: (form: FormData) => Promise<void>
}

/** The head of every page: the service, and for who is signed in the contract, the user and the way out. */
export async function SiteHeader({ chooseLocale, user, signOut }: SiteHeaderProps) {
  const t = await getTranslations()
  return (
    <header className="border-b border-solid-gray-200 bg-white print:border-black">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-white focus:p-3"
      >
        {t('frame.skip')}
      </a>
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3">
        <Link href={user ? paths.menu() : paths.login()} prefetch={false} className="mr-auto">
          <span className="block text-14 text-solid-gray-700">{t('service.brand')}</span>
          <span className="block text-20 leading-snug font-bold text-solid-gray-900">
            {t('service.name')}
          </span>
        </Link>
        {user && (
          <p className="text-14 leading-snug">
            <span className="block">
              {t('frame.contract', { number: user.contractNumber })} {user.contractName}
            </span>
            <span className="block text-solid-gray-700">{t('frame.user', { userId: user.userId })}</span>
          </p>
        )}
        <div className="flex items-center gap-4 print:hidden">
          <TextLink href={paths.help()} className="inline-flex min-h-10 items-center px-2">
            {t('help.title')}
          </TextLink>
          <LanguageSwitch chooseLocale={chooseLocale} />
          {signOut && (
            <form action={signOut}>
              <Button variant="outline" className="min-h-10 px-4">
                {t('frame.logout')}
              </Button>
            </form>
          )}
        </div>
      </div>
    </header>
  )
}
