import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { PageTitle } from '@/components/ui/page-title'
import { Phrases } from '@/components/ui/phrases'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import { HelpSearchForm } from './help-search-form'
import { HelpText } from './help-text'
import type { HelpValues } from '@/lib/help/help-values'
import { helpGroups, helpTopics } from './topics'

/** Every help page with its answer in short; `children` is whom to call. */
export function HelpIndex({ values, children }: { values: HelpValues; children: ReactNode }) {
  const t = useTranslations('help')
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <p>{t('lead')}</p>
      <HelpSearchForm />
      {helpGroups.map((group) => (
        <section key={group} aria-labelledby={group} className="flex flex-col gap-3">
          <h2 id={group} className="text-20 font-bold text-ink">
            {t(group)}
          </h2>
          <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
            {helpTopics
              .filter((topic) => topic.group === group)
              .map(({ slug, key }) => (
                <li key={slug}>
                  <TextLink href={paths.help(slug)} className="font-bold [word-break:auto-phrase]">
                    <Phrases>{t(`topics.${key}.title`)}</Phrases>
                  </TextLink>
                  <p className="text-14">
                    <HelpText of={`topics.${key}.summary`} values={values} />
                  </p>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {children}
    </div>
  )
}
