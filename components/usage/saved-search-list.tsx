import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { DataText } from '@/components/ui/data-text'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { SavedSearch } from '@/lib/usage/saved-search'
import { describeSavedSearch } from './describe-saved-search'

interface SavedSearchListProps {
  label: string
  searches: SavedSearch[]
  /** Whether its reader may change them. */
  mayChange: boolean
  now: Date
}

/** Saved searches: each runs by a press on its name, and leads to where it is renamed, shared or deleted. */
export function SavedSearchList({ label, searches, mayChange, now }: SavedSearchListProps) {
  const t = useTranslations('usage')
  const format = useFormatter()
  const locale = useLocale()
  return (
    <ul aria-label={label} className="border-t border-line">
      {searches.map((search) => (
        <li
          key={search.id}
          className="flex flex-wrap items-baseline gap-x-6 gap-y-1 border-b border-line px-2 py-3"
        >
          <div className="min-w-0 flex-1 basis-80">
            <TextLink href={paths.savedSearch(search.id)} className="text-18 font-bold wrap-anywhere">
              <DataText>{search.name}</DataText>
            </TextLink>
            <p className="text-14 wrap-anywhere text-quiet tabular-nums">
              <DataText>{describeSavedSearch(search, now, t, format, locale).join(' / ')}</DataText>
            </p>
            {search.isShared && (
              <p className="text-14 wrap-anywhere text-quiet">
                <DataText>{t('saved.shared.by', { owner: search.owner })}</DataText>
              </p>
            )}
          </div>
          {mayChange && (
            <TextLink
              href={paths.savedSearchEdit(search.id)}
              aria-label={t('saved.changeOf', { name: search.name })}
              className="inline-flex min-h-9 items-center text-14"
            >
              {t('saved.change')}
            </TextLink>
          )}
        </li>
      ))}
    </ul>
  )
}
