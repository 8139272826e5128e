'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Fragment, type ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Phrases } from '@/components/ui/phrases'

interface NavigationPlace {
  href: string
  label: string
  /** Its name on its own page, where that is another. */
  labelHere?: string
  /** Addresses of further pages that are this place. */
  pages?: string[]
}

interface NavigationProps {
  places: NavigationPlace[]
  texts: Record<'title' | 'open', string>
  /** The way out, which is in view on a small screen too. */
  children: ReactNode
}

/** Characters of a name that keeps to one line where the bar has none to spare; longer ones share what is left. */
const shortNameMax = 8

const summaryClass =
  'flex min-h-11 cursor-pointer list-none items-center justify-center gap-1 rounded-8 border border-key px-2 text-14 font-bold text-key group-open:bg-tint [&::-webkit-details-marker]:hidden'
const placeClass =
  'flex min-h-11 items-center border-l-4 px-3 text-14 leading-snug wrap-break-word underline-offset-[3px] hover:underline lg:border-b-4 lg:border-l-0 lg:px-2 lg:pt-1'
const presentClass = 'border-key font-bold text-key'
const otherClass = 'border-page text-ink'

/**
 * The bar of places behind the sign-in, in the grid of the header. On a small screen it folds, and opens without
 * JavaScript too; a page that one goes to has it folded again.
 */
export function Navigation({ places, texts, children }: NavigationProps) {
  const pathname = usePathname()
  return (
    <nav aria-label={texts.title} className="contents print:hidden">
      <details key={pathname} className="peer group [grid-area:open] lg:hidden">
        <summary className={summaryClass}>
          <span aria-hidden className="before:content-['☰'] group-open:before:content-['✕']" />
          {texts.open}
        </summary>
      </details>
      <ul className="hidden py-2 [grid-area:places] peer-open:block lg:flex lg:flex-wrap lg:gap-x-1 lg:py-0 xl:flex-nowrap">
        {places.map(({ href, label, labelHere = label, pages = [] }) => {
          const isHere = pathname === href
          const isBelow = [href, ...pages].some(
            (page) => pathname === page || pathname.startsWith(`${page}/`),
          )
          return (
            <li key={href} className={classNames('lg:flex', label.length <= shortNameMax && 'lg:shrink-0')}>
              <Link
                href={href}
                prefetch={false}
                aria-current={isHere ? 'page' : isBelow ? 'true' : undefined}
                className={classNames(placeClass, isBelow ? presentClass : otherClass)}
              >
                {/* One item of its flex line. */}
                <span className="[word-break:auto-phrase]">
                  <Phrases>{isHere ? labelHere : label}</Phrases>
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
      <Fragment key={`way out from ${pathname}`}>{children}</Fragment>
    </nav>
  )
}
