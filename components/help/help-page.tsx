import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { PageTitle } from '@/components/ui/page-title'
import { panelClass } from '@/components/ui/surfaces'
import { linkClass, TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { HelpBlock, HelpSection } from './blocks'
import { helpContent } from './content'
import { HelpPicture } from './help-picture'
import { HelpSearchForm } from './help-search-form'
import { HelpTable } from './help-table'
import { HelpText } from './help-text'
import type { HelpValues } from '@/lib/help/help-values'
import { helpTopics, type HelpTopic } from './topics'

interface HelpPageProps {
  topic: HelpTopic
  values: HelpValues
}

/** One help page: where one is, what it answers in short, what it holds, its sections, and the pages beside it. */
export function HelpPage({ topic, values }: HelpPageProps) {
  const t = useTranslations('help')
  const sections = helpContent[topic.key]
  const title = t(`topics.${topic.key}.title`)
  return (
    <article className="flex max-w-3xl flex-col gap-6">
      <nav aria-label={t('trail')} className="text-14 print:hidden">
        <ol className="flex flex-wrap gap-x-2">
          <li>
            <TextLink href={paths.help()}>{t('title')}</TextLink>
            <span aria-hidden className="ml-2">
              &gt;
            </span>
          </li>
          <li aria-current="page">{title}</li>
        </ol>
      </nav>
      <PageTitle section={t('title')}>{title}</PageTitle>
      <p>
        <HelpText of={`topics.${topic.key}.summary`} values={values} />
      </p>
      <HelpSearchForm />
      <nav aria-labelledby="help-contents" className={classNames('print:hidden', panelClass)}>
        <h2 id="help-contents" className="font-bold">
          {t('contents')}
        </h2>
        <ul className="list-disc pl-6">
          {sections.map(({ id }) => (
            <li key={id}>
              <a href={`#${id}`} className={linkClass}>
                {t(`${topic.key}.${id}.title`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map((section) => (
        <Section key={section.id} topic={topic} section={section} values={values} />
      ))}
      <Neighbours topic={topic} />
    </article>
  )
}

function Section({ topic, section, values }: HelpPageProps & { section: HelpSection }) {
  const t = useTranslations('help')
  const place = `${topic.key}.${section.id}`
  return (
    <section aria-labelledby={section.id} className="flex flex-col gap-3">
      <h2 id={section.id} className="break-after-avoid border-b border-line pb-1 text-20 font-bold text-ink">
        {t(`${place}.title`)}
      </h2>
      {section.blocks.map((block, index) => (
        <Block key={index} place={place} block={block} values={values} />
      ))}
    </section>
  )
}

function Block({ place, block, values }: { place: string; block: HelpBlock; values: HelpValues }) {
  const t = useTranslations('help')
  const text = (key: string) => <HelpText key={key} of={`${place}.${key}`} values={values} />
  if (block.kind === 'picture') return <HelpPicture screen={block.screen} />
  if (block.kind === 'part') return <block.Part values={values} />
  if (block.kind === 'table')
    return (
      <HelpTable
        caption={t(`${place}.title`)}
        headings={block.columns.map((column) => t(`${place}.columns.${column}`))}
        rows={block.rows.map((row) => ({
          key: row,
          cells: block.columns.map((column) => text(`rows.${row}.${column}`)),
        }))}
      />
    )
  const { kind, texts } = block
  if (kind === 'paragraphs') return texts.map((key) => <p key={key}>{text(key)}</p>)
  const items = texts.map((key) => <li key={key}>{text(key)}</li>)
  if (kind === 'steps') return <ol className="flex list-decimal flex-col gap-2 pl-6">{items}</ol>
  const look = kind === 'notes' ? 'border-l-4 border-warning pl-8 text-14' : 'pl-6'
  return <ul className={`flex list-disc flex-col gap-1 ${look}`}>{items}</ul>
}

/** The pages before and after a page: the guide can be read from its first chapter on. */
function Neighbours({ topic }: { topic: HelpTopic }) {
  const t = useTranslations('help')
  const index = helpTopics.findIndex(({ slug }) => slug === topic.slug)
  const link = (neighbour: HelpTopic | undefined, label: 'previous' | 'next') =>
    neighbour && (
      <TextLink href={paths.help(neighbour.slug)} rel={label === 'next' ? 'next' : 'prev'}>
        {t(label, { title: t(`topics.${neighbour.key}.title`) })}
      </TextLink>
    )
  return (
    <nav
      aria-label={t('turn')}
      className="flex flex-col gap-2 border-t border-line pt-4 sm:flex-row sm:justify-between sm:gap-8 print:hidden"
    >
      {link(helpTopics[index - 1], 'previous')}
      {link(helpTopics[index + 1], 'next')}
    </nav>
  )
}
