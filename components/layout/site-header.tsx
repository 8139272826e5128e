import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { accountAddresses } from '@/components/account/account-places'
import { ButtonForm } from '@/components/form/button-form'
import type { FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { DataText } from '@/components/ui/data-text'
import { TextLink } from '@/components/ui/text-link'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { paths } from '@/lib/paths'
import { LanguageSwitch } from './language-switch'
import { Navigation } from './navigation'

/** Who is signed in, and what the head of a page needs of that. */
export interface HeaderUser extends Pick<
  SignedInUser,
  'userId' | 'contractNumber' | 'contractName' | 'callers' | 'multiFactor' | 'mustChangePassword'
> {
  /** The mark of the account, from lib/auth/form-account.ts. */
  account: string
  /** The action of the sign-out button. */
  signOut: FormAction
}

interface SiteHeaderProps {
  chooseLocale: FormAction
  user?: HeaderUser
}

/** On a small screen the places open below the service's name; on a large one they are a bar of their own. */
const portalGrid = [
  "grid grid-cols-[1fr_auto_auto] [grid-template-areas:'brand_language_open'_'places_places_places'_'user_user_way-out'_'message_message_message']",
  "lg:[grid-template-areas:'brand_user_language'_'places_places_way-out'_'message_message_message']",
  'print:block',
].join(' ')

/** A message of a button here has a line of its own. */
const errorsClassName = 'order-last w-full pt-2 [grid-area:message] lg:pb-2'

/** The head of every page: the service, and for who is signed in the contract, the user and the ways on. */
export async function SiteHeader({ chooseLocale, user }: SiteHeaderProps) {
  const t = await getTranslations()
  const password = { href: paths.password(), label: t('menu.password') }
  const help = { href: paths.help(), label: t('menu.help') }
  const places = [
    { href: paths.menu(), label: t('frame.toMenu'), labelHere: t('menu.title') },
    { href: paths.usage(), label: t('menu.usage') },
    ...(user && user.callers !== 'all' ? [] : [{ href: paths.statements(), label: t('frame.statements') }]),
    { href: paths.exports(), label: t('menu.exports') },
    { href: paths.numbers(), label: t('menu.numbers') },
    password,
    ...(user?.multiFactor ? [{ href: paths.email(), label: t('menu.email') }] : []),
    { href: paths.activity(), label: t('frame.activity'), pages: accountAddresses },
    help,
  ]
  return (
    <header className="border-b border-line bg-page print:border-ink">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-page focus:p-3">
        {t('frame.skip')}
      </a>
      <div
        className={classNames(
          'mx-auto max-w-7xl items-center gap-x-1 px-4 pt-2 max-lg:pb-2 sm:gap-x-2 print:max-w-none print:px-0',
          user ? portalGrid : 'flex flex-wrap',
        )}
      >
        <Link
          href={user ? paths.menu() : paths.login()}
          prefetch={false}
          className="mr-auto flex flex-col flex-wrap gap-x-3 leading-snug [word-break:auto-phrase] [grid-area:brand] max-sm:flex-1 max-sm:tracking-tight lg:min-h-11 lg:flex-row lg:items-center"
        >
          <span className="text-14 text-quiet">{t('service.brand')}</span>
          <span className="text-14 font-bold text-ink sm:text-18">{t('service.name')}</span>
        </Link>
        {user ? (
          <p className="flex flex-wrap gap-x-4 text-14 leading-snug [grid-area:user] lg:px-4 print:px-0">
            <span>
              {t('frame.contract', { number: user.contractNumber })} <DataText>{user.contractName}</DataText>
            </span>
            <span className="text-quiet">{t('frame.user', { userId: user.userId })}</span>
          </p>
        ) : (
          <TextLink
            href={paths.help()}
            className="inline-flex min-h-11 items-center px-2 text-14 print:hidden"
          >
            {t('help.title')}
          </TextLink>
        )}
        <LanguageSwitch
          chooseLocale={chooseLocale}
          account={user?.account ?? null}
          errorsClassName={errorsClassName}
        />
        {user && (
          <Navigation
            places={user.mustChangePassword ? [password, help] : places}
            texts={{ title: t('frame.navigation'), open: t('frame.menu') }}
          >
            <ButtonForm
              send={user.signOut}
              account={null}
              className="contents"
              errorsClassName={errorsClassName}
            >
              <Button
                variant="outline"
                size="small"
                className="my-1 justify-self-end whitespace-nowrap [grid-area:way-out]"
              >
                {t('frame.logout')}
              </Button>
            </ButtonForm>
          </Navigation>
        )}
      </div>
    </header>
  )
}
