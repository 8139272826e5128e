import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import { Phrases } from '@/components/ui/phrases'

interface FoldedSearchProps {
  /** What was asked, part by part (`describeSearch`). */
  parts: string[]
  /** The form. */
  children: ReactNode
}

/** The form of a search that has been made, folded into one line that says what was asked. */
export function FoldedSearch({ parts, children }: FoldedSearchProps) {
  const t = useTranslations('usage.form')
  return (
    <details className="group print:hidden">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-x-4 rounded-8 border border-line bg-panel px-4 py-1 text-14 leading-snug group-open:mb-3 hover:bg-tint [&::-webkit-details-marker]:hidden">
        <span className="flex flex-1 flex-wrap gap-x-3 tabular-nums">
          <span className="font-bold">{t('title')}</span>{' '}
          {parts.map((part, index) => (
            <Fragment key={index}>
              <span className="break-keep">
                <Phrases>{part}</Phrases>
              </span>{' '}
            </Fragment>
          ))}
        </span>
        <span className="flex shrink-0 items-center gap-1 font-bold text-key underline underline-offset-[3px]">
          {t('change')}
          <span aria-hidden className="before:content-['▼'] group-open:before:content-['▲']" />
        </span>
      </summary>
      {children}
    </details>
  )
}
