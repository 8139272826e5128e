import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ServiceCentre } from '@/components/layout/service-centre'
import { PageTitle } from '@/components/ui/page-title'
import { dayInWords } from '@/lib/time/date-text'
import type { HelpValues } from '@/lib/help/help-values'
import { trials } from './trials'

/** The lists of the statement, in their order: texts of the catalogue. */
const sections = [
  { key: 'scope', items: ['pages', 'languages', 'files'] },
  { key: 'tried', items: ['axe', 'keyboard', 'zoom', 'noScript', 'announced'] },
  { key: 'byHand', items: ['colours'] },
  { key: 'notTried', items: ['screenReaders', 'people', 'browsers', 'formal'] },
  { key: 'exceptions', items: ['chart', 'sessionEnd', 'dates', 'spreadsheets'] },
] as const

/** What the portal aims at for people with disabilities, how that was tried, what is known to be missing, whom to tell. */
export function AccessibilityStatement({ figures }: { figures: HelpValues }) {
  const t = useTranslations('accessibility')
  const locale = useLocale()
  const values = { ...figures, ...trials, date: dayInWords(trials.date, locale) }
  return (
    <article className="flex max-w-3xl flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <p>{t('lead')}</p>
      <Section id="target" title={t('target.title')}>
        <p>{t('target.aim')}</p>
        <p>{t('target.status')}</p>
      </Section>
      {sections.map(({ key, items }) => (
        <Section key={key} id={key} title={t(`${key}.title`)}>
          <p>{t(`${key}.lead`, values)}</p>
          <ul className="flex list-disc flex-col gap-1 pl-6">
            {items.map((item) => (
              <li key={item}>{t(`${key}.${item}`, values)}</li>
            ))}
          </ul>
        </Section>
      ))}
      <Section id="contact" title={t('contact.title')}>
        <p>{t('contact.lead')}</p>
        <ServiceCentre />
      </Section>
      <p>{t('dated', values)}</p>
    </article>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2 id={id} className="break-after-avoid border-b border-line pb-1 text-20 font-bold text-ink">
        {title}
      </h2>
      {children}
    </section>
  )
}
