import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'

const places = { activity: paths.activity, sessions: paths.sessions, keys: paths.keys }

/** The addresses of the pages of an account, which are one place of the bar of navigation. */
export const accountAddresses = Object.values(places).map((address) => address())

/** The pages of an account beside each other, on each of them. */
export function AccountPlaces({ present }: { present: keyof typeof places }) {
  const t = useTranslations('account.places')
  return (
    <nav aria-label={t('title')}>
      <ul className="flex flex-wrap gap-x-6 border-b border-line">
        {(Object.keys(places) as (keyof typeof places)[]).map((place) => (
          <li
            key={place}
            className={classNames('border-b-4', place === present ? 'border-key' : 'border-page')}
          >
            <TextLink
              href={places[place]()}
              aria-current={place === present ? 'page' : undefined}
              className={classNames('inline-flex min-h-11 items-center', place === present && 'font-bold')}
            >
              {t(place)}
            </TextLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
