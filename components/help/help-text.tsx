import { useTranslations } from 'next-intl'
import { Children, type ReactNode } from 'react'
import { DataText } from '@/components/ui/data-text'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { HelpValues } from '@/lib/help/help-values'

/** Where the links in help texts lead, by their tag. */
const destinations = {
  login: paths.login(),
  menu: paths.menu(),
  search: paths.usage(),
  savedSearches: paths.savedSearches(),
  statements: paths.statements(),
  statementsHelp: paths.help('statements'),
  exports: paths.exports(),
  exportsMonthly: paths.exportsMonthly(),
  alert: paths.alert(),
  numbers: paths.numbers(),
  numberImport: paths.numberImport(),
  password: paths.password(),
  email: paths.email(),
  activity: paths.activity(),
  sessions: paths.sessions(),
  sessionsHelp: `${paths.help('overview')}#sessions`,
  keys: paths.keys(),
  api: paths.help('api'),
  chapter3: paths.help('usage'),
  aboutNumbers: paths.help('numbers'),
  chapter4: paths.help('password'),
  chapter5: paths.help('email'),
  rules: paths.help('password-rules'),
  columns: paths.help('columns'),
  csv: paths.help('csv'),
  limits: paths.help('limits'),
  start: paths.help('start'),
  accounting: paths.help('accounting'),
  systems: paths.help('systems'),
  contact: paths.help('contact'),
  accessibility: paths.accessibility(),
}

/** Words whose Japanese parts say so on an English page: what the data has and what stands in files. */
const marked = (words: ReactNode) =>
  Children.map(words, (part) => (typeof part === 'string' ? <DataText>{part}</DataText> : part))

const links = Object.fromEntries(
  Object.entries(destinations).map(([tag, href]) => [
    tag,
    (words: ReactNode) => (
      <TextLink key={tag} href={href}>
        {marked(words)}
      </TextLink>
    ),
  ]),
)

/** The tags that a text may have: as plain text they leave what they stand around. */
export const plainTags = Object.fromEntries(
  [...Object.keys(destinations), 'code'].map((tag) => [tag, (words: string) => words]),
)

const tags = {
  ...links,
  code: (words: ReactNode) => (
    <code key="code" className="rounded-4 bg-panel px-1 font-mono text-14 wrap-anywhere">
      {marked(words)}
    </code>
  ),
}

/** A text of the help catalogue with its figures, links and code. */
export function HelpText({ of, values }: { of: string; values: HelpValues }) {
  const t = useTranslations('help')
  return <>{marked(t.rich(of, { ...values, ...tags }))}</>
}
