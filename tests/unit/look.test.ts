import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(__dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

// Colours

const declarations = (css: string) =>
  new Map([...css.matchAll(/--color-([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]))

const designSystem = declarations(read('node_modules/@digital-go-jp/tailwind-theme-plugin/dist/v4.css'))
const sheet = read('app/colours.css')
const [lightSheet, darkSheet] = sheet
  .split('@media (forced-colors')[0]!
  .split('@media screen and (prefers-color-scheme')
const light = declarations(lightSheet!)
const dark = declarations(darkSheet!)

/** A colour of a scheme as `#rrggbb`. A scheme has what it does not say from the light one. */
function colourOf(token: string, scheme: 'light' | 'dark'): string {
  const value = (scheme === 'dark' ? dark.get(token) : undefined) ?? light.get(token)!
  const named = /^var\(--color-([\w-]+)\)$/.exec(value)
  return named ? designSystem.get(named[1]!)! : value
}

/** Relative luminance of `#rrggbb`, as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [r, g, b] = /^#(..)(..)(..)$/
    .exec(colour)!
    .slice(1)
    .map((part) => parseInt(part, 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter! + 0.05) / (darker! + 0.05)
}

test('contrast is computed as WCAG defines it', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

/** What is read on what: 4.5 to 1. */
const texts = {
  page: ['ink', 'quiet', 'key', 'key-hover', 'danger', 'success'],
  panel: ['ink', 'quiet', 'key', 'key-hover', 'danger', 'success'],
  head: ['ink', 'quiet', 'key'],
  tint: ['ink', 'quiet', 'key', 'key-hover'],
  'tint-press': ['key'],
  key: ['on-key'],
  'key-hover': ['on-key'],
  'key-press': ['on-key'],
  'focus-ring': ['ink'],
}

const kinds = ['kind-1', 'kind-2', 'kind-3', 'kind-4', 'kind-5', 'kind-6']

/** What must be seen beside what: 3 to 1. */
const shapes = {
  page: ['key', 'control', 'danger', 'success', 'warning', ...kinds],
  panel: ['key', 'control', 'danger'],
  tint: ['key', ...kinds],
  'focus-ring': ['focus', 'key'],
}

const pairs = (ofGround: Record<string, string[]>, least: number) =>
  Object.entries(ofGround).flatMap(([ground, others]) =>
    others.flatMap((other) =>
      (['light', 'dark'] as const).map((scheme) => ({ other, ground, scheme, least })),
    ),
  )

test.each([...pairs(texts, 4.5), ...pairs(shapes, 3)])(
  '$other on $ground has a contrast of at least $least in the $scheme scheme',
  ({ other, ground, scheme, least }) => {
    expect(contrast(colourOf(other, scheme), colourOf(ground, scheme))).toBeGreaterThanOrEqual(least)
  },
)

// A ground of any colour may lie beneath: one of the two lines of the focus mark stands out from each.
test.each(['light', 'dark'] as const)('the focus mark is seen on every ground of the %s scheme', (scheme) => {
  for (const ground of ['page', 'panel', 'head', 'tint', 'key', 'key-hover']) {
    const lines = ['focus', 'focus-ring'].map((line) =>
      contrast(colourOf(line, scheme), colourOf(ground, scheme)),
    )
    expect([ground, Math.max(...lines) >= 3]).toEqual([ground, true])
  }
})

test('the dark scheme has each colour of the light one, but for what darkens both', () => {
  expect([...light.keys()].filter((token) => !dark.has(token))).toEqual(['veil'])
  expect([...dark.keys()].filter((token) => !light.has(token))).toEqual([])
})

test('the browser draws its own frame in the colour of the page', () => {
  const told = [...read('app/layout.tsx').matchAll(/prefers-color-scheme: (\w+)\)', color: '(#\w+)'/g)]
  expect(told.map(([, scheme, colour]) => [scheme, colour])).toEqual([
    ['light', colourOf('page', 'light')],
    ['dark', colourOf('page', 'dark')],
  ])
})

// Class names

const files = ['app', 'components'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(folder, file)),
)
/** Every word of every text in quotes, without what it depends on (`hover:`, `[&_td]:`). */
const words = files.flatMap((file) =>
  [...read(file).matchAll(/(['"`])((?:(?!\1)[^\\\n])*)\1/g)].flatMap(([, , text]) =>
    text!.split(/\s+/).map((word) => ({ file, word: word.replace(/^.*:(?!\/)/, '').replace(/!$/, '') })),
  ),
)

const textSizes = ['12', '14', '16', '18', '20', '28']
const radii = ['4', '8']
const spacings = ['0', '1', '1.5', '2', '3', '4', '6', '8', '12']

const found = (pattern: RegExp, allowed: Iterable<string>) => {
  const known = new Set(allowed)
  return words.flatMap(({ file, word }) => {
    const value = pattern.exec(word)?.[1]
    return value === undefined || known.has(value) ? [] : [`${file}: ${word}`]
  })
}

test('class names name colours by what they are for', () => {
  const colours = [...light.keys(), 'transparent', 'inherit']
  expect(
    found(
      /^(?:bg|fill|stroke|accent|decoration|ring|shadow|from|to|caret)-([a-z]+(?:-[a-z0-9]+)*)$/,
      colours,
    ),
  ).toEqual([])
  const others = ['left', 'right', 'center', ...textSizes, ...['collapse', 'separate', 'l', 't', 'b', 'r']]
  expect(found(/^(?:text|border)-([a-z]+(?:-[a-z][a-z0-9-]*)*)$/, [...colours, ...others])).toEqual([])
})

test('class names keep to the scales of text sizes, corners and spacing', () => {
  expect(found(/^text-(\d+|\[.*)$/, textSizes)).toEqual([])
  expect(found(/^rounded-(\w+|\[.*)$/, radii)).toEqual([])
  expect(found(/^-?(?:gap|gap-[xy]|space-[xy]|[mp][trblxy]?)-(\d[\d.]*|px|\[.*)$/, spacings)).toEqual([])
})

test('the class names are found', () => {
  expect(words.filter(({ word }) => word === 'text-quiet').length).toBeGreaterThan(20)
})
