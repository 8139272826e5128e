import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { formulaSafeSql } from '@/lib/files/formula-safe'
import { encodeShiftJis } from '@/lib/files/shift-jis'
import { copyUsage } from '@/lib/usage/copy-usage'
import { columnsOf } from '@/lib/usage/columns'
import { csvFile } from '@/lib/usage/csv-file'
import { unmasked } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { findLibreOffice } from '@/tests/support/libreoffice'
import { insertManyCalls } from '@/tests/support/many-calls'
import { run } from '@/tests/support/programs'
import { withOffice } from '@/tests/support/with-office'

const database = useTestDatabase()

/** The values as a file has them. */
async function inFile(values: string[]): Promise<string[]> {
  const { rows } = await database.pool().query<{ safe: string }>(
    `SELECT ${formulaSafeSql('given')} AS safe FROM unnest($1::text[]) WITH ORDINALITY AS list (given, place)
     ORDER BY place`,
    [values],
  )
  return rows.map(({ safe }) => safe)
}

const harmless = [
  '-----',
  '-',
  '@userco.jp',
  '@fax.userco.co.jp',
  '001',
  '同報',
  'a=b',
  '',
  "'",
  "it's",
  ' x=1',
  "' a",
  '0120-161011',
]
const dangerous = [
  ...[
    '=1+1',
    '+81312345678',
    '-1',
    '--1',
    '@SUM(1)',
    '@A1',
    '@userco.jp!A1',
    '@userco.jp(1)',
    '\t=1',
    '\r=1',
    '\n=1',
  ],
  ' =1',
  '\u3000=1',
  '\u00a0+1',
  '\ufeff@A1',
  '\u200b\u3000 -1',
  ' -----',
  ' \uff1d1',
  "' =1",
  ...[
    '=1',
    '+1',
    '-1',
    '@SUM(1)',
    '\u22121',
    "'=1",
    "''=1",
    '=cmd|" /C calc"!A0',
    '=WEBSERVICE("http://127.0.0.1:1/")',
    '-2+3',
    '@',
  ],
]

test('what this data holds by right stays as it is', async () => {
  expect(await inFile(harmless)).toEqual(harmless)
})

test('what a spreadsheet would run has one apostrophe before it', async () => {
  expect(await inFile(dangerous)).toEqual(dangerous.map((value) => `'${value}`))
})

test('no value is lost: one apostrophe taken off gives each back, and nothing that is left begins a formula', async () => {
  const unit = fc.constantFrom(...`=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212'"a1.(! \u3000\u00a0\ufeff漢`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit, maxLength: 6 }), { minLength: 50, maxLength: 50 }),
      async (values) => {
        const written = await inFile(values)
        expect(
          written.map((value) =>
            /^'+[ \u3000\u00a0\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212]/.test(value)
              ? value.slice(1)
              : value,
          ),
        ).toEqual(values)
        for (const value of written)
          expect(value).not.toMatch(
            /^\s*[=+\t\r\n\uff1d\uff0b\uff0d\uff20\u2212]|^\s*-+[^-]|^\s+[-@]|^@(?!([0-9A-Za-z-]+\.)+[A-Za-z]{2,}$)/,
          )
      },
    ),
    { numRuns: 20 },
  )
})

test('Shift_JIS makes the beginning of a formula of nothing that is not held for one', async () => {
  const characters = Array.from({ length: 0xfffe }, (_, code) => String.fromCharCode(code + 1))
  const begins = characters.filter((character) =>
    /[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(iconv.decode(encodeShiftJis(character), 'cp932')),
  )
  expect(begins).toContain('\u2212')
  expect(await inFile(begins.map((character) => `${character}1`))).toEqual(
    begins.map((character) => `'${character}1`),
  )
})

/** What LibreOffice makes of a CSV when it is told to take formulas for what they are. */
async function openInOffice(folder: string, name: string): Promise<string> {
  const filter = 'CSV:44,34,76,1,,0,false,true,false,false,false,-1,true'
  await run(findLibreOffice()!, [
    ...[`-env:UserInstallation=file://${folder}/profile`, '--headless', `--infilter=${filter}`],
    '--convert-to',
    'fods',
    '--outdir',
    folder,
    path.join(folder, `${name}.csv`),
  ])
  return readFile(path.join(folder, `${name}.fods`), 'utf8')
}

const formulas = (sheet: string) => sheet.match(/table:formula=|dde-link/g) ?? []

withOffice(
  'LibreOffice runs nothing of a file, and shows the values of this data',
  async () => {
    const values = [...dangerous, '-----', '@userco.jp', '001'].filter((value) => !/[\t\r\n]/.test(value))
    await insertManyCalls(database.pool(), {
      contractNumber: '04',
      date: '2026-02-01',
      records: values.length,
    })
    await database.pool().query(
      `UPDATE usage_call SET area = list.given, caller_number = list.given
       FROM unnest($1::text[]) WITH ORDINALITY AS list (given, place) WHERE call_id = place`,
      [values],
    )
    const client = await database.pool().connect()
    const rows = copyUsage(client, { ...unmasked('04'), kind: 'call' })
    const file = await buffer(rows.pipe(csvFile(columnsOf('call'), 'utf-8')))
    client.release()

    const folder = await mkdtemp(path.join(tmpdir(), 'spreadsheet-'))
    try {
      await writeFile(path.join(folder, 'raw.csv'), Papa.unparse(values.map((value) => [value, '1'])))
      await writeFile(path.join(folder, 'safe.csv'), file)
      // The same values as they are: this is what the rule prevents.
      expect(formulas(await openInOffice(folder, 'raw')).length).toBeGreaterThan(0)
      const sheet = await openInOffice(folder, 'safe')
      expect(formulas(sheet)).toEqual([])
      for (const shown of ['-----', '@userco.jp', '&apos;=1+1', '2026/02/01 00:00:00'])
        expect(sheet).toContain(`>${shown}<`)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
  120_000,
)
