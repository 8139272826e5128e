import { helpContent } from '@/components/help/content'
import { helpTopics } from '@/components/help/topics'
import { locales } from '@/lib/i18n/locale'
import { catalogues } from '@/tests/support/catalogues'
import { namedParts } from '@/tests/support/help-labels'

type Catalogue = { [key: string]: string | Catalogue }

const leaves = (catalogue: Catalogue): string[] =>
  Object.values(catalogue).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value)))

const at = (catalogue: Catalogue, keys: string[]): string =>
  keys.reduce<string | Catalogue>((value, key) => (value as Catalogue)[key]!, catalogue) as string

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

describe.each(locales)('in %s', (locale) => {
  const { help, ...portal } = catalogues[locale]
  // A choice may say more in parentheses.
  const labels = new Set(leaves(portal).flatMap((text) => [text, text.split(/ ?\(/, 1)[0]!]))

  test.each(steps.map((place) => [place.join('.'), place] as const))(
    'the step %s names what is on the pages by its label',
    (_, place) => {
      const words = at(help, place).replace(/<\/?\w+>/g, '')
      expect(namedParts(words).filter((label) => !labels.has(label))).toEqual([])
    },
  )
})
