import { manifestText } from '@/lib/exports/manifest'
import type { ReadySet } from '@/lib/exports/find-export'
import { locales } from '@/lib/i18n/locale'
import type { UsageSearch } from '@/lib/usage/search'
import { catalogues } from '@/lib/i18n/catalogues'

const at = new Date('2026-11-22T00:00:00Z')
const search: UsageSearch = {
  startDate: '2026-11-21',
  startHour: 0,
  endDate: '2026-11-21',
  endHour: 23,
  output: 'bulk',
  by: 'destination',
}
const setOf = (charge: bigint): ReadySet => ({
  exportId: '6f1c7c5e-0d7e-4d0a-9a55-5f4a8f2a1c01',
  state: 'ready',
  failure: null,
  target: { search },
  encoding: 'utf-8',
  formulas: 'guarded',
  withNames: false,
  departments: [],
  recordsTotal: 1,
  recordsDone: 1,
  waitingBefore: 0,
  requestedAt: at,
  asOf: at,
  asOfImportId: 1n,
  finishedAt: at,
  expiresAt: at,
  totals: { records: 1, destinations: 1n, acceptedPages: 0n, sentPages: 1n, billedPages: 1n, charge },
  files: [{ part: 1, name: 'a_01.csv', records: 1, sizeBytes: 1, sha256: '', charge, downloadedAt: null }],
})

test('the manifest says to which departments its account is limited, if it is', () => {
  const departmentsIn = (set: ReadySet) =>
    (JSON.parse(manifestText(set, '04')) as { departments?: unknown }).departments
  expect(departmentsIn(setOf(1n))).toBeUndefined()
  expect(departmentsIn({ ...setOf(1n), departments: ['営業部'] })).toEqual(['営業部'])
})

test('the manifest says of which moment the names are, where there are any', () => {
  const namesIn = (set: ReadySet) => (JSON.parse(manifestText(set, '04')) as { names?: unknown }).names
  expect(namesIn(setOf(1n))).toBeUndefined()
  expect(namesIn({ ...setOf(1n), withNames: true })).toEqual({ asOf: '2026-11-22T09:00:00+09:00' })
})

test.each([
  [6_080_000n, 6_080_000],
  [9_007_199_254_740_991n, 9_007_199_254_740_991],
  [9_007_199_254_740_993n, '9007199254740993'],
])('%d yen are in the manifest to the yen, whatever reads it', (charge, written) => {
  const manifest = JSON.parse(manifestText(setOf(charge), '04')) as {
    totals: { charge: unknown }
    files: { charge: unknown }[]
  }
  expect(manifest.totals.charge).toBe(written)
  expect(manifest.files[0]!.charge).toBe(written)
})

const narrowed: ReadySet = {
  ...setOf(1n),
  withNames: true,
  target: {
    search: {
      ...search,
      by: 'call',
      sort: 'charge-desc',
      filter: { id: 'a', conditions: { communicationTypes: ['一般'] } },
    },
  },
}
const ofCall: ReadySet = {
  ...setOf(1n),
  target: { call: { callId: 1n, calledAt: at, numbers: { from: 1, to: 2 } } },
}

describe.each(locales)('the help in %s', (locale) => {
  const rows = Object.values(catalogues[locale].help.systems.manifest.rows)
  const meaningOf = (key: string) => rows.find(({ field }) => field.split(', ').includes(key))?.meaning
  const manifestOf = (set: ReadySet) => JSON.parse(manifestText(set, '04')) as Record<string, unknown>

  test('names each field of a manifest, in its order', () => {
    const fields = rows.flatMap(({ field }) => field.split(', '))
    expect(fields).toEqual(Object.keys(manifestOf(narrowed)))
    expect(fields).toEqual(expect.arrayContaining(Object.keys(manifestOf(ofCall))))
  })

  test.each([
    ['a narrowed search', narrowed],
    ['a call', ofCall],
  ])('names what is in the fields of the manifest of %s', (_, set) => {
    const manifest = manifestOf(set)
    const [file] = manifest.files as object[]
    for (const [key, value] of Object.entries({ ...manifest, files: file })) {
      if (typeof value !== 'object' || value === null || key === 'narrowedTo') continue
      for (const inner of Object.keys(value)) expect(meaningOf(key)).toContain(`<code>${inner}</code>`)
    }
  })
})
