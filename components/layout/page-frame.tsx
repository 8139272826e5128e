import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import { PageHelpLink } from './page-help-link'
import { SeenDepartments } from './seen-departments'
import { SiteHeader } from './site-header'

/** Header, content and footer of a page, with the way to its place in the help. */
export async function PageFrame({
  children,
  ...header
}: { children: ReactNode } & Parameters<typeof SiteHeader>[0]) {
  const t = await getTranslations()
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader {...header} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 pt-3 pb-12">
        <PageHelpLink label={t('frame.pageHelp')} />
        {header.user && <SeenDepartments callers={header.user.callers} />}
        {children}
      </main>
      <footer className="border-t border-line bg-panel print:hidden">
        <div className="mx-auto flex max-w-7xl flex-wrap justify-between gap-x-6 px-4 py-4 text-14 text-quiet">
          <p>
            {t('service.closeWindows')} {t('service.times')}
          </p>
          <p>
            <TextLink href={paths.accessibility()} className="inline-block py-1">
              {t('accessibility.title')}
            </TextLink>
          </p>
        </div>
      </footer>
    </div>
  )
}
