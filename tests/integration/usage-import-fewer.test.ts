import { addJapanDays } from '@/lib/time/japan-time'
import { startCli } from '@/tests/support/cli'
import { refusedFor, useImports } from '@/tests/support/imports'
import {
  callsOf,
  day,
  digestTables,
  emptyUsage,
  emptyFiles,
  importArgs,
  type FileContents,
} from '@/tests/support/usage-files'

const { pool, databaseUrl, write, load, loadCalls } = useImports(['04', '05', '06'])

beforeEach(() => emptyUsage(pool()))

describe('a day that would lose most of its records', () => {
  it.each([
    ['nothing', emptyFiles, { calls: 0, destinations: 0 }],
    ['one call', callsOf({ '04': 1 }), { calls: 1, destinations: 2 }],
    ['less than half', callsOf({ '04': 4 }), { calls: 4, destinations: 8 }],
  ])('is refused, and stays as it is, for files of %s', async (_, contents, found) => {
    await loadCalls({ '04': 9 })
    const before = await digestTables(pool())
    const result = await load(contents)
    expect(result).toMatchObject({ outcome: 'refused', badLineCount: 0, isComplete: true })
    expect(result.outcome === 'refused' && result.objections).toContainEqual({
      reason: 'fewerThanStanding',
      standing: { calls: 9, destinations: 18 },
      found,
    })
    expect(await digestTables(pool())).toEqual(before)
    expect((await load(contents, { allowFewer: true })).outcome).toBe('corrected')
  })

  it('is corrected without a question where half of them are left, or more', async () => {
    await loadCalls({ '04': 8 })
    expect((await loadCalls({ '04': 4 })).outcome).toBe('corrected')
    expect((await loadCalls({ '04': 40 })).outcome).toBe('corrected')
  })

  it('may lose a small contract, but none of twenty records or more', async () => {
    const counts = { '04': 40, '05': 7, '06': 6 }
    await loadCalls(counts)
    expect(await loadCalls({ '04': 40 })).toMatchObject(
      refusedFor({
        reason: 'fewerThanStanding',
        contractNumber: '05',
        standing: { calls: 7, destinations: 14 },
        found: { calls: 0, destinations: 0 },
      }),
    )
    expect(await loadCalls({ ...counts, '05': 3 })).toMatchObject(
      refusedFor({ contractNumber: '05', found: { calls: 3, destinations: 6 } }),
    )
    expect((await loadCalls({ '04': 40, '05': 4 })).outcome).toBe('corrected')
  })

  it('was accepted once: the same files again change nothing', async () => {
    await loadCalls({ '04': 9 })
    await load(emptyFiles, { allowFewer: true })
    expect((await load(emptyFiles)).outcome).toBe('unchanged')
  })
})

describe('a day that is not loaded yet', () => {
  const week = (weeks: number) => addJapanDays(day, -7 * weeks)

  it('is refused without usage, whatever is usual', async () => {
    expect(await load(emptyFiles)).toMatchObject(refusedFor({ reason: 'noUsage' }))
    expect((await load(emptyFiles, { allowFewer: true })).outcome).toBe('loaded')
  })

  it('is compared with the median of its weekday, of what stands', async () => {
    for (const [weeks, calls] of [
      [1, 10],
      [2, 1],
      [3, 12],
    ] as const)
      await loadCalls({ '04': calls }, week(weeks), { allowFewer: true })
    // Not of this weekday, and not of the eight weeks before.
    await loadCalls({ '04': 90 }, addJapanDays(day, -1))
    await loadCalls({ '04': 90 }, week(9))
    await loadCalls({ '04': 90 }, addJapanDays(day, 7), { allowFewer: true })
    expect(await loadCalls({ '04': 4 })).toMatchObject(
      refusedFor({
        reason: 'fewerThanUsual',
        usual: { records: 30, days: 3 },
        found: { calls: 4, destinations: 8 },
      }),
    )
    await loadCalls({ '04': 7 }, week(1))
    expect(await loadCalls({ '04': 3 })).toMatchObject(refusedFor({ usual: { records: 21, days: 3 } }))
    expect((await loadCalls({ '04': 4 })).outcome).toBe('loaded')
  })

  it('is loaded where one such day alone is known', async () => {
    await loadCalls({ '04': 30 }, week(1))
    expect((await loadCalls({ '04': 1 })).outcome).toBe('loaded')
  })

  it('is compared with the usual too where an empty day stands', async () => {
    for (const weeks of [1, 2]) await loadCalls({ '04': 10 }, week(weeks))
    await load(emptyFiles, { allowFewer: true })
    expect(await loadCalls({ '04': 1 })).toMatchObject(refusedFor({ reason: 'fewerThanUsual' }))
  })
})

describe('a loaded day of a weekday whose usual is known', () => {
  beforeEach(async () => {
    for (const weeks of [1, 2]) await loadCalls({ '04': 40 }, addJapanDays(day, -7 * weeks))
  })

  it('cannot be halved again and again: the usual is asked each time', async () => {
    expect((await loadCalls({ '04': 21 })).outcome).toBe('loaded')
    expect(await loadCalls({ '04': 11 })).toMatchObject(
      refusedFor({
        reason: 'fewerThanUsual',
        usual: { records: 120, days: 2 },
        found: { calls: 11, destinations: 22 },
      }),
    )
    expect((await loadCalls({ '04': 20 })).outcome).toBe('corrected')
  })

  it('with less than half of it is corrected without a question where none is lost', async () => {
    await loadCalls({ '04': 10 }, day, { allowFewer: true })
    expect(await loadCalls({ '04': 9 })).toMatchObject(refusedFor({ reason: 'fewerThanUsual' }))
    expect((await loadCalls({ '04': 9, '05': 1 })).outcome).toBe('corrected')
    expect((await loadCalls({ '04': 11 })).outcome).toBe('corrected')
  })
})

describe('the command', () => {
  const run = async (contents: FileContents, ...more: string[]) =>
    startCli(databaseUrl(), importArgs(await write(contents), '--quiet', ...more)).ended

  it('says how many stand, how many there are, and what allows it', async () => {
    await loadCalls({ '04': 493 })
    expect(await run(emptyFiles)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'The files contain no usage at all.\n' +
        'In the files: 0 records (0 calls, 0 destinations). Already loaded for 2026-11-03: 1,479 records (493 calls, 986 destinations).\n' +
        'This is less than half, as after a transfer that broke off. If it is correct, add --allow-fewer.\n' +
        '2026-11-03 was not loaded.\n',
    })
    const { code, stdout } = await run(callsOf({ '04': 1 }), '--json')
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      {
        outcome: 'refused',
        badLineCount: 0,
        badLines: [],
        objections: [{ reason: 'fewerThanStanding', standing: { calls: 493 }, found: { calls: 1 } }],
      },
    ])
    expect(await run(callsOf({ '04': 1 }), '--allow-fewer')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/corrected/),
    })
  })
})
