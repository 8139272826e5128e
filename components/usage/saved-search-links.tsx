import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { DataText } from '@/components/ui/data-text'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { SavedLists } from '@/lib/usage/read-saved-searches'
import type { SavedSearch } from '@/lib/usage/saved-search'

/** Searches of each list that the menu names; the rest is a press further. */
const shownMax = 10

interface SavedSearchLinksProps {
  searches: SavedLists<Pick<SavedSearch, 'id' | 'name'>>
}

/** The first saved searches, each run by one press, and the way to all of them; nothing where there are none. */
export function SavedSearchLinks({ searches: { own, ofColleagues } }: SavedSearchLinksProps) {
  const t = useTranslations('usage.saved')
  const count = own.length + ofColleagues.length
  if (count === 0) return null
  return (
    <section aria-labelledby="saved-searches" className="flex flex-col gap-2 print:hidden">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 id="saved-searches" className="text-20 font-bold">
          {t('title')}
        </h2>
        <TextLink href={paths.savedSearches()} className="text-14">
          {t('all', { count })}
        </TextLink>
      </div>
      {own.length > 0 && <SearchLinks searches={own} />}
      {ofColleagues.length > 0 && (
        <>
          <h3 className="text-14 font-bold">{t('shared.title')}</h3>
          <SearchLinks searches={ofColleagues} />
        </>
      )}
    </section>
  )
}

const SearchLinks = ({ searches }: { searches: Pick<SavedSearch, 'id' | 'name'>[] }) => (
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
)
