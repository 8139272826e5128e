'use client'

import { usePathname } from 'next/navigation'
import { helpAddressOf } from '@/components/help/help-of-pages'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'

/** The way from a page to its own place in the help; nothing on the pages of the help themselves. */
export function PageHelpLink({ label }: { label: string }) {
  const pathname = usePathname()
  if (pathname === paths.help() || pathname.startsWith(`${paths.help()}/`)) return null
  return (
    <p className="-mt-2 text-right text-14 print:hidden">
      <TextLink href={helpAddressOf(pathname)} className="inline-block py-1">
        {label}
      </TextLink>
    </p>
  )
}
