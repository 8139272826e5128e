import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { SiteHeader } from './site-header'

/** Header, content and footer of a page. */
export async function PageFrame({
  children,
  ...header
}: { children: ReactNode } & Parameters<typeof SiteHeader>[0]) {
  const t = await getTranslations('service')
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader {...header} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 pt-6 pb-12">
        {children}
      </main>
      <footer className="border-t border-solid-gray-200 bg-solid-gray-50 print:hidden">
        <p className="mx-auto max-w-7xl px-4 py-4 text-14 text-solid-gray-700">{t('closeWindows')}</p>
      </footer>
    </div>
  )
}
