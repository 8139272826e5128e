import Link from 'next/link'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

/** The look of a link. */
export const linkClass = 'text-key underline underline-offset-[3px] hover:text-key-hover hover:decoration-2'

/** The look of what opens something that is folded, as a link opens a page. */
export const foldClass = `inline-flex cursor-pointer items-center ${linkClass}`

/** Gives all links inside the same look: where there are many, classes of their own are much of what is sent. */
export const linksClass =
  '[&_a]:text-key [&_a]:underline [&_a]:underline-offset-[3px] [&_a:hover]:text-key-hover [&_a:hover]:decoration-2'

/** A link to a page of ours. Nothing is fetched before it is followed: each page is a search of its own. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link prefetch={false} className={classNames(linkClass, className)} {...rest} />
}
