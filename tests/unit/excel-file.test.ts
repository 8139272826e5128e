import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { columnsOf } from '@/lib/usage/columns'
import { excelFile } from '@/lib/usage/excel-file'

const words = { recordsSheet: 'records', summarySheet: 'summary', summary: [] }

test('lines may come in pieces of any size, cut within a character or a value too', async () => {
  const lines = Buffer.from(
    `2014/07/06 09:54:13,同報,001,-----,"KO\nREA ""南""",1,32,3,,,95\n2014/07/06 23:59:59,一般,"a,b|;|;|;|;|;|;|;",髙,JAPAN,1,2,3,4,夜間,0\n`,
  )
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: lines.length }), async (size) => {
      const file = excelFile(columnsOf('call'), 2, words)
      for (let from = 0; from < lines.length; from += size) file.write(lines.subarray(from, from + size))
      file.end()
      const [, ...rows] = await readSheet(await buffer(file))
      expect(rows.map((row) => row.slice(1))).toEqual([
        ['同報', '001', '-----', 'KO\nREA "南"', 1, 32, 3, null, null, 95],
        ['一般', 'a,b|;|;|;|;|;|;|;', '髙', 'JAPAN', 1, 2, 3, 4, '夜間', 0],
      ])
    }),
    { numRuns: 20 },
  )
})

test('a workbook that nobody reads takes no more lines', async () => {
  const file = excelFile(columnsOf('call'), 1_000_000, words)
  const takeRows = (count: number) =>
    new Promise<'taken'>((resolve, reject) => {
      const rows = Array.from(
        { length: count },
        () => `2014/07/06 09:54:13,同報,${Math.random()},${Math.random()},JAPAN,1,32,3,3,,0\n`,
      )
      file.write(Buffer.from(rows.join('')), (error) => (error ? reject(error) : resolve('taken')))
    })
  const rowsAtOnce = 500
  let taken = 0
  while ((await Promise.race([takeRows(rowsAtOnce), pause(2_000, 'waiting')])) === 'taken' && taken < 100_000)
    taken += rowsAtOnce
  expect(taken).toBeLessThan(30_000)
  file.destroy()
})
