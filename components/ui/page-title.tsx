import { useTranslations } from 'next-intl'
import { pageTitleClass } from './page-title-class'
import { Phrases } from './phrases'

interface PageTitleProps {
  /** What was asked for is refused: the title says so first. */
  hasErrors?: boolean
  /** What of the page is shown, where a page has many: a search, some records of it. */
  shown?: string
  /** The place of the service that the page is part of. */
  section?: string
  /** The page's name. */
  children: string
}

/**
 * The name of the page that is shown: its heading, and the title of its window, which says where one is from near to far.
 * A page that is refused or fails has the name of what is shown instead.
 */
export function PageTitle({ hasErrors, shown, section, children }: PageTitleProps) {
  const t = useTranslations()
  const places = [shown, children, section, `${t('service.brand')} ${t('service.name')}`]
  return (
    <>
      <title>{`${hasErrors ? `${t('frame.error')} ` : ''}${places.filter(Boolean).join(' | ')}`}</title>
      <h1 className={pageTitleClass}>
        <Phrases>{children}</Phrases>
      </h1>
    </>
  )
}
