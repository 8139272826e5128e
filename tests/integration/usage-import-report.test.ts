import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { useImports } from '@/tests/support/imports'
import { fileOf, goodCall, goodFiles, importFiles } from '@/tests/support/usage-files'

const { write, folder } = useImports()

test('a report that cannot be written is told, and bad files stay unloaded', async () => {
  const bad = await write({ ...goodFiles(), calls: 'nonsense' })
  await expect(
    importFiles({ ...bad, report: { path: path.join(folder(), 'none', 'report.csv'), describe: String } }),
  ).rejects.toMatchObject({
    refusal: { code: 'reportUnwritable' },
  })
})

test('the report has every bad line, safe for a spreadsheet', async () => {
  const rows = Array.from({ length: 250 }, (_, index) => goodCall.with(1, String(index)).with(12, ' =1+1'))
  const files = await write({ ...goodFiles(), calls: fileOf('calls', rows) })
  const report = path.join(folder(), 'report.csv')
  await writeFile(report, 'older')
  const result = await importFiles({
    ...files,
    report: { path: report, describe: ({ reason }) => `said: ${reason}` },
  })
  expect(result).toMatchObject({ outcome: 'refused', badLineCount: 250 })
  expect(result.outcome === 'refused' && result.badLines).toHaveLength(100)
  const lines = (await readFile(report, 'utf8')).split('\r\n')
  expect(lines).toHaveLength(252)
  expect(lines[250]).toBe("calls,251,charge,notNumber,' =1+1,,said: notNumber")
})

test('a report never replaces a file that is to be read, nor keeps lines of an earlier import', async () => {
  const files = await write(goodFiles())
  const describe = String
  await expect(importFiles({ ...files, report: { path: files.calls, describe } })).rejects.toMatchObject({
    refusal: { code: 'reportIsInput' },
  })
  expect(await readFile(files.calls, 'utf8')).toBe(goodFiles().calls)
  const report = path.join(folder(), 'stale.csv')
  await writeFile(report, 'of yesterday')
  expect((await importFiles({ ...files, report: { path: report, describe } })).outcome).toBe('loaded')
  expect(await readFile(report, 'utf8')).toBe('\uFEFFfile,line,column,reason,value,detail,message\r\n')
})
