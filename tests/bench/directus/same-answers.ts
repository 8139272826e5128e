import Papa from 'papaparse'
import { PlainError } from '@/lib/plain-error'
import type { Site } from '../support/bench-portal'

/** Where an answer comes from. */
type Source = [Site, string]

/** The charge is the last column on both sides, and the same number. */
export function chargesOf(csv: string): string[] {
  const { data } = Papa.parse<string[]>(csv.replace(/^\ufeff/, ''), { skipEmptyLines: true })
  return data.slice(1).map((cells) => cells.at(-1)!)
}

/**
 * Asks both sides once, before anything is measured.
 * @param ours the files that our records come in, in their order.
 * @throws PlainError where they have not so many records, or not the same in the same order.
 */
export async function demandSameRecords(records: number, ours: Source[], theirs: Source[]): Promise<void> {
  const [our, their] = await Promise.all([ours, theirs].map(readCharges))
  if (our!.length !== records || their!.length !== records)
    throw new PlainError(
      `The portal gives ${our!.length} records and Directus ${their!.length}, instead of ${records}.`,
    )
  if (our!.some((charge, index) => charge !== their![index]))
    throw new PlainError('The portal and Directus give other records, or in another order.')
}

async function readCharges(sources: Source[]): Promise<string[]> {
  const charges: string[] = []
  for (const source of sources) charges.push(...chargesOf(await readText(source)))
  return charges
}

/**
 * Asks both sides once.
 * @throws PlainError where our page does not say the count and the charge that Directus says.
 */
export async function demandSameTotals(page: Source, rows: Source, totals: Source): Promise<void> {
  const [html, counted, summed] = await Promise.all([page, rows, totals].map(readText))
  const { filter_count } = (JSON.parse(counted!) as { meta: { filter_count: number } }).meta
  const { charge } = (JSON.parse(summed!) as { data: [{ sum: { charge: string } }] }).data[0].sum
  for (const figure of [filter_count, Number(charge)]) {
    const text = figure.toLocaleString('en')
    if (!html!.includes(text)) throw new PlainError(`Directus says ${text}, and our page does not.`)
  }
}

async function readText([{ url, headers }, address]: Source): Promise<string> {
  const response = await fetch(url + address, { headers })
  const text = await response.text()
  if (response.ok) return text
  throw new PlainError(`${address} was answered with ${response.status}: ${text.slice(0, 500)}`)
}
