import { useImports } from '@/tests/support/imports'
import {
  badLinesOf,
  day,
  fileOf,
  goodCall,
  goodDestinations,
  goodFiles,
  heading,
  importFiles,
} from '@/tests/support/usage-files'

const { write } = useImports()

test('a line of 10 MB is told in a few words, and the lines around it are checked', async () => {
  const long = `04,2,${day} 09:00:00,${'x'.repeat(10_000_000)}`
  const bad = await badLinesOf(
    await write({
      ...goodFiles(),
      calls: `${heading('calls')}\n${goodCall.with(12, 'y').join()}\n${long}\n${goodCall.with(1, '3').with(7, '0').with(12, 'z').join()}\n`,
    }),
  )
  expect(bad.map(({ line, reason, value }) => [line, reason, value.length < 100])).toEqual([
    [2, 'notNumber', true],
    [3, 'lineTooLong', true],
    [4, 'notNumber', true],
  ])
})

test('every mistake of a line is told, and no other is made up from lines whose call is not known', async () => {
  const result = await importFiles(
    await write({
      calls: fileOf('calls', [goodCall.with(0, '').with(12, 'x')]),
      destinations: fileOf('destinations', goodDestinations),
    }),
  )
  expect(result).toMatchObject({
    isComplete: false,
    badLines: [
      { column: 'contract_number', reason: 'empty' },
      { column: 'charge', reason: 'notNumber' },
    ],
  })
})

test('mistakes of every kind are told at once, the lines of bad ones counted as what they are', async () => {
  const call = (id: string, count: string) =>
    goodCall
      .with(1, id)
      .with(7, count)
      .with(9, count)
      .with(12, String(19 * Number(count)))
  const destination = (id: string, number: string) => goodDestinations[0]!.with(1, id).with(2, number)
  const result = await importFiles(
    await write({
      calls: fileOf('calls', [
        call('1', '1').with(12, '-1'),
        call('2', '1').with(2, '2026-11-04 09:00:00'),
        call('3', '2'),
        call('4', '1').with(7, 'x'),
        call('5', '0').with(4, '"001'),
        call('6', '1'),
        call('6', '1'),
        call('7', '3'),
      ]),
      destinations: fileOf('destinations', [
        destination('1', '1'),
        destination('2', '1'),
        destination('3', '1').with(12, ''),
        destination('3', '2'),
        destination('4', '1'),
        destination('6', '1').with(3, `${day} 08:00:00`),
        destination('7', '1'),
        destination('7', 'x'),
        destination('8', '1').with(12, '-1'),
      ]),
    }),
  )
  if (result.outcome !== 'refused') throw new Error(`it was ${result.outcome}`)
  expect(result.badLines.map(({ file, line, reason }) => `${file} ${line} ${reason}`).sort()).toEqual([
    'calls 2 negative',
    'calls 3 otherDay',
    'calls 5 notNumber',
    'calls 6 quoteNotClosed',
    'calls 8 callTwice',
    'calls 9 destinationCount',
    'destinations 10 callMissing',
    'destinations 10 negative',
    'destinations 4 empty',
    'destinations 7 beforeCall',
    'destinations 9 notNumber',
  ])
  expect(result.isComplete).toBe(true)
})

test('a call whose number the contract has on another day is refused; another contract may have it', async () => {
  await importFiles(await write(goodFiles()))
  const next = (contract: string) => ({
    calls: fileOf('calls', [goodCall.with(0, contract).with(2, '2026-11-04 09:00:00')]),
    destinations: fileOf(
      'destinations',
      goodDestinations.map((row) => row.with(0, contract).with(3, '2026-11-04 09:00:00')),
    ),
  })
  const files = await write(next('04'))
  expect(await importFiles({ ...files, date: '2026-11-04' })).toMatchObject({
    badLineCount: 1,
    badLines: [{ reason: 'callOnOtherDay', value: '1', detail: day }],
  })
  expect((await importFiles({ ...(await write(next('05'))), date: '2026-11-04' })).outcome).toBe('loaded')
})
