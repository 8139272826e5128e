import { helpContent } from '@/components/help/content'
import { helpTopics } from '@/components/help/topics'
import type { Permission } from '@/lib/auth/permissions'
import { locales } from '@/lib/i18n/locale'
import { catalogues } from '@/lib/i18n/catalogues'
import { linkedParts, namedParts } from '@/tests/support/help-labels'

type Catalogue = { [key: string]: string | Catalogue }

const leaves = (catalogue: Catalogue): string[] =>
  Object.values(catalogue).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value)))

const at = (catalogue: Catalogue, keys: string[]): string =>
  keys.reduce<string | Catalogue>((value, key) => (value as Catalogue)[key]!, catalogue) as string

/** What no page has as a label: an operator's commands, refusals and mails. */
const unlabelled = ['cli', 'refusals', 'mail']

/** They name what is in other programs. */
const ofOthers = ['csv.excel', 'csv.libreOffice']

/** The places of the texts that tell a reader what to press and to fill in. */
const steps = helpTopics.flatMap(({ key }) =>
  helpContent[key]
    .filter(({ id }) => !ofOthers.includes(`${key}.${id}`))
    .flatMap(({ id, blocks }) =>
      blocks.flatMap((block) => (block.kind === 'steps' ? block.texts.map((text) => [key, id, text]) : [])),
    ),
)

/** Tables whose cells of one column name what is on a page. */
const namingCells = [
  ['overview', 'entries', 'entry'],
  ['usage', 'outputs', 'output'],
] as const

/** Where what an administrator alone may do has its name. */
const permitted: Record<Permission, string[]> = {
  changeNumberNames: ['menu', 'numbers'],
  manageKeys: ['menu', 'keys'],
  shareSearches: ['usage', 'saved', 'title'],
  setAlerts: ['statements', 'alert', 'title'],
}

describe.each(locales)('in %s', (locale) => {
  const { help, ...others } = catalogues[locale]
  const portal = Object.entries<Catalogue>(others).filter(([key]) => !unlabelled.includes(key))
  const texts = portal.flatMap(([, catalogue]) => leaves(catalogue))
  // A choice may say more in parentheses.
  const labels = new Set(texts.flatMap((text) => [text, text.split(/ ?\(/, 1)[0]!]))
  const unknown = (names: string[]) => names.filter((name) => !labels.has(name))

  test.each(steps.map((place) => [place.join('.'), place] as const))(
    'the step %s names what is on the pages by its label',
    (_, place) => {
      const words = at(help, place).replace(/<\/?\w+>/g, '')
      expect(unknown(namedParts(words))).toEqual([])
    },
  )

  test('the chapter on the menu lists each of its entries', () => {
    const { menu } = others
    const entries = Object.entries(menu).filter(([key]) => key !== 'help' && `${key}Hint` in menu)
    const listed = Object.values(help.overview.entries.rows).map(({ entry }) => entry)
    expect(listed.sort()).toEqual(entries.map(([, label]) => label).sort())
  })

  test.each(Object.entries(permitted))('what the help says of roles names %s', (_, place) => {
    expect(help.systems.roles.kinds.toLowerCase()).toContain(at(others, place).toLowerCase())
  })

  test('links to a page bear its label', () => {
    const names = leaves(help).flatMap(linkedParts)
    expect(names.length).toBeGreaterThan(10)
    expect(unknown(names)).toEqual([])
  })

  test.each(namingCells)(
    'the cells of %s.%s name entries and outputs by their label',
    (topic, id, column) => {
      const rows = helpContent[topic]
        .filter((section) => section.id === id)
        .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])))
      const names = rows.map((row) => at(help, [topic, id, 'rows', row, column]))
      expect(names.length).toBeGreaterThan(2)
      expect(names.filter((name) => !texts.includes(name))).toEqual([])
    },
  )
})

test.each(steps.map((place) => [place.join('.'), place] as const))(
  'the step %s names as much in each language',
  (_, place) => {
    const [ja, en] = locales.map((locale) => namedParts(at(catalogues[locale].help, place)).length)
    expect(en).toBe(ja)
  },
)
