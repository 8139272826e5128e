import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button'
import { RenewedLine } from '@/components/ui/renewed-line'

interface PagedRecordsProps {
  page: {
    recordsShown: number
    recordsBefore: number
    /** The cursors of the pages before and after this one. */
    back?: string
    next?: string
  }
  /** The address of the page that a cursor names. */
  address: (cursor: string) => string
  /** What else stands in the line above the table. */
  beside?: ReactNode
  /** The table of the records. */
  children: ReactNode
}

/** A table of records with BACK and NEXT, and which records are shown, above and below it. */
export function PagedRecords({ page, address, beside, children }: PagedRecordsProps) {
  const t = useTranslations('usage.result')
  const link = (cursor: string | undefined, label: string, rel: string) =>
    cursor && (
      <Link
        href={address(cursor)}
        rel={rel}
        prefetch={false}
        className={buttonClass('outline', undefined, 'small')}
      >
        {label}
      </Link>
    )
  const links = (page.back ?? page.next) && (
    <>
      {link(page.back, t('back'), 'prev')}
      {link(page.next, t('next'), 'next')}
    </>
  )
  const range = t('range', { from: page.recordsBefore + 1, to: page.recordsBefore + page.recordsShown })
  const line = 'flex flex-wrap items-center gap-4'
  const group = 'flex gap-3 print:hidden'
  return (
    <>
      <div className={line}>
        <RenewedLine of={range} className="tabular-nums">
          {range}
        </RenewedLine>
        {links && (
          <nav aria-label={t('pages')} className={group}>
            {links}
          </nav>
        )}
        {beside}
      </div>
      {children}
      <div className={line}>
        <p className="tabular-nums">{range}</p>
        {links && <div className={group}>{links}</div>}
      </div>
    </>
  )
}
