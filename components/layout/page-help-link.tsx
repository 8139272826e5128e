'use client'

import { usePathname } from 'next/navigation'
import { classNames } from '@/components/ui/class-names'
import { linkClass } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'

/** The way from a page to its own place in the help; nothing on the pages of the help themselves. */
export function PageHelpLink({ label }: { label: string }) {
  const pathname = usePathname()
  if (pathname === paths.help() || pathname.startsWith(`${paths.help()}/`)) return null
  return (
    <p className="-mt-2 text-right text-14 print:hidden">
      <a href={paths.helpOf(pathname)} className={classNames(linkClass, 'inline-block py-1')}>
        {label}
      </a>
    </p>
  )
}
