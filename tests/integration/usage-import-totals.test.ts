import { startCli } from '@/tests/support/cli'
import { refusedFor, useImports } from '@/tests/support/imports'
import {
  callsOf,
  day,
  emptyUsage,
  emptyFiles,
  importArgs,
  type FileContents,
} from '@/tests/support/usage-files'

const { pool, databaseUrl, write, loadCalls } = useImports(['04', '05', '06'])

beforeEach(() => emptyUsage(pool()))

describe("the sender's control totals", () => {
  const expected = { calls: 3n, destinations: 6n, charge: 114n }

  it('let whole files pass', async () => {
    expect((await loadCalls({ '04': 2, '05': 1 }, day, { expected })).outcome).toBe('loaded')
  })

  it('refuse files that were cut between two lines, each total named', async () => {
    expect(await loadCalls({ '04': 2 }, day, { expected, allowFewer: true })).toMatchObject(
      refusedFor(
        { reason: 'otherTotal', total: 'calls', expected: '3', found: '2' },
        { reason: 'otherTotal', total: 'destinations', expected: '6', found: '4' },
        { reason: 'otherTotal', total: 'charge', expected: '114', found: '76' },
      ),
    )
    expect(await loadCalls({ '04': 2 }, day, { expected: { charge: 77n } })).toMatchObject(
      refusedFor({ total: 'charge', expected: '77', found: '76' }),
    )
    expect((await pool().query('SELECT FROM usage_import')).rowCount).toBe(0)
  })

  it('are compared for the same files again too', async () => {
    await loadCalls({ '04': 2 })
    expect(await loadCalls({ '04': 2 }, day, { expected })).toMatchObject({ outcome: 'refused' })
  })
})

describe('the command', () => {
  const run = async (contents: FileContents, ...more: string[]) =>
    startCli(databaseUrl(), importArgs(await write(contents), '--quiet', ...more)).ended

  it('compares the totals that are given', async () => {
    const given = ['--expect-calls', '2', '--expect-destinations', '5', '--expect-charge', '1000']
    expect(await run(callsOf({ '04': 2 }), ...given)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        '--expect-destinations: 5 expected, 4 in the files.\n' +
        '--expect-charge: 1,000 yen expected, 76 yen in the files.\n' +
        'The files do not match what the sender counted. Fetch them again, or correct the totals given.\n' +
        '2026-11-03 was not loaded.\n',
    })
    expect(await run(emptyFiles, '--expect-calls', '1,000')).toMatchObject({
      code: 2,
      stderr: '--expect-calls is a whole number in digits alone.\n',
    })
  })

  it('names the options in its help', async () => {
    const { stdout } = await startCli(databaseUrl(), ['usage', 'import', '--help']).ended
    for (const option of [
      'allow-fewer',
      'allow-differences',
      'expect-calls',
      'expect-destinations',
      'expect-charge',
    ])
      expect(stdout).toContain(`--${option}`)
  })
})
