import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { DataText } from '@/components/ui/data-text'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { SavedSearch } from '@/lib/usage/saved-search'

/** Searches that the menu names; the rest is a press further. */
const shownMax = 10

/** The first saved searches, each run by one press, and the way to all of them; nothing where there are none. */
export function SavedSearchLinks({ searches }: { searches: Pick<SavedSearch, 'id' | 'name'>[] }) {
  const t = useTranslations('usage.saved')
  if (searches.length === 0) return null
  return (
    <section aria-labelledby="saved-searches" className="flex flex-col gap-2 print:hidden">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 id="saved-searches" className="text-20 font-bold">
          {t('title')}
        </h2>
        <TextLink href={paths.savedSearches()} className="text-14">
          {t('all', { count: searches.length })}
        </TextLink>
      </div>
      <ul className="flex flex-wrap gap-2">
        {searches.slice(0, shownMax).map(({ id, name }) => (
          <li key={id} className="max-w-full">
            <Link
              href={paths.savedSearch(id)}
              prefetch={false}
              className={buttonClass('outline', 'max-w-full wrap-anywhere', 'small')}
            >
              <DataText>{name}</DataText>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
