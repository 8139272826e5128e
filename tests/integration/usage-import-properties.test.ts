import fc from 'fast-check'
import { useImports } from '@/tests/support/imports'
import { day, digestTables, importFiles, largeFiles } from '@/tests/support/usage-files'

const { pool, write } = useImports()

test('any valid pair of files imports to exactly its rows and totals', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 400 }), async (seed, destinations) => {
      const files = largeFiles({ contractNumbers: ['04', '05'], destinations, seed: String(seed) })
      await importFiles({ ...(await write(files)), allowFewer: true })
      for (const [table, file] of [
        ['usage_call', files.calls],
        ['usage_destination', files.destinations],
      ] as const) {
        const [head, ...lines] = file.trimEnd().split('\n')
        const columns = head!.replace(
          'called_at',
          `to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI:SS') AS called_at`,
        )
        const { rows } = await pool().query<unknown[]>({
          text: `SELECT ${columns} FROM ${table} WHERE called_at < '2026-11-04 12:00+09' AND called_at >= '2026-11-03 00:00+09'`,
          rowMode: 'array',
        })
        const day3 = rows.filter((row) => table === 'usage_destination' || String(row[2]).startsWith(day))
        const own = day3.map((row) => row.map((value) => value ?? '').join())

        expect(own.sort()).toEqual(lines.sort())
      }
      const { rows: totals } = await pool().query(
        `SELECT kind, sum(records)::int AS records, sum(charge)::int AS charge FROM usage_hour
         WHERE usage_date = '2026-11-03' GROUP BY kind ORDER BY kind`,
      )
      const sumOf = (file: string) =>
        file
          .trimEnd()
          .split('\n')
          .slice(1)
          .map((line) => Number(line.split(',')[12]))
      const expected = (['call', 'destination'] as const).map((kind) => {
        const charges = sumOf(kind === 'call' ? files.calls : files.destinations)
        return { kind, records: charges.length, charge: charges.reduce((a, b) => a + b, 0) }
      })
      expect(totals).toEqual(destinations === 0 ? [] : expected)
    }),
    { numRuns: 25 },
  )
})

test('any corruption in one place is refused and leaves the database as it was', async () => {
  const files = largeFiles({ contractNumbers: ['04', '05'], destinations: 60, seed: 'corrupt' })
  await importFiles(await write(files))
  const before = await digestTables(pool())
  const names = ['calls', 'destinations'] as const
  const place = fc.record({
    file: fc.constantFrom(...names),
    at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
  })
  // Each makes a file wrong wherever it strikes, save in a free text, which is why it avoids those.
  const damages: Record<string, (line: string[]) => string> = {
    'control character': (line) => line.with(4, `${line[4]}\u0007`).join(),
    'missing field': (line) => line.slice(1).join(),
    'further field': (line) => [...line, ''].join(),
    'line lost': () => '',
    'line twice': (line) => `${line.join()}\n${line.join()}`,
    'letter in a number': (line) => line.with(12, `${line[12]}x`).join(),
    'sign before a number': (line) => line.with(9, `-1`).join(),
    'other contract': (line) => line.with(0, line[0] === '04' ? '05' : '04').join(),
    'other call': (line) => line.with(1, `9${line[1]}`).join(),
    'other month': (line) => line.join().replace('2026-11', '2026-10'),
    'opened quote': (line) => line.with(3, `"${line[3]}`).join(),
  }
  await fc.assert(
    fc.asyncProperty(place, fc.constantFrom(...Object.keys(damages)), async ({ file, at }, damage) => {
      const lines = files[file].trimEnd().split('\n')
      const index = 1 + Math.floor(at * (lines.length - 1))
      const damaged = damages[damage]!(lines[index]!.split(','))
      const text = lines
        .toSpliced(index, 1, ...(damaged === '' ? [] : [damaged]))
        .map((line) => `${line}\n`)
        .join('')
      const result = await importFiles(await write({ ...files, [file]: text }))
      expect([damage, result.outcome]).toEqual([damage, 'refused'])
      expect(await digestTables(pool())).toEqual(before)
    }),
    { numRuns: 60 },
  )
})
