import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Papa from 'papaparse'
import { findOnPath } from '@/scripts/find-program'
import { run, tryDebian } from './programs'

export const findLibreOffice = () => findOnPath(['soffice', 'libreoffice'])

/** Sees to LibreOffice, installing it where that is possible. @returns what is missing, or ''. */
export async function ensureLibreOffice(): Promise<string> {
  if (findLibreOffice()) return ''
  const failure = await tryDebian(['libreoffice-calc-nogui'])
  return findLibreOffice()
    ? ''
    : `There is no LibreOffice: files are not opened in a spreadsheet. Install Debian’s package libreoffice-calc-nogui. (${failure})`
}

/** The sheets of a workbook as LibreOffice shows them. */
export async function shownSheets(file: Buffer, names: string[]): Promise<string[][][]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'workbook-'))
  const name = (ending: string) => path.join(folder, `book${ending}`)
  try {
    await writeFile(name('.xlsx'), file)
    await run(findLibreOffice()!, [
      ...[`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to'],
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1',
      ...['--outdir', folder, name('.xlsx')],
    ])
    const texts = await Promise.all(names.map((sheet) => readFile(name(`-${sheet}.csv`), 'utf8')))
    return texts.map(
      (text) => Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: true }).data,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
