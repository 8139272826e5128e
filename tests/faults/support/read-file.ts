import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js'

const byteOrderMark = '\uFEFF'

/** Cuts a CSV into its heading and its other lines, each with its end. */
export function cutHeading(csv: string): { heading: string; lines: string } {
  const text = csv.startsWith(byteOrderMark) ? csv.slice(1) : csv
  const end = text.indexOf('\r\n') + 2
  return { heading: text.slice(0, end), lines: text.slice(end) }
}

/** The records of lines of a CSV, and what their last column, the charge, comes to. */
export function totalsOfLines(lines: string): { records: number; charge: number } {
  const records = lines.split('\r\n').slice(0, -1)
  const charges = records.map((record) =>
    Number(record.slice(record.lastIndexOf(',') + 1).replaceAll('"', '')),
  )
  return { records: records.length, charge: charges.reduce((sum, charge) => sum + charge, 0) }
}

/** All that is written in a workbook, and its rows. @returns undefined where it is no whole archive. */
export async function readWorkbook(file: Buffer): Promise<{ text: string; rows: number } | undefined> {
  try {
    const entries = await new ZipReader(new BlobReader(new Blob([new Uint8Array(file)]))).getEntries()
    const texts = await Promise.all(
      entries.map(async (entry) => ('getData' in entry ? entry.getData(new TextWriter()) : '')),
    )
    const text = texts.join('\n')
    return { text, rows: text.match(/<row\b/g)?.length ?? 0 }
  } catch {
    return undefined
  }
}
