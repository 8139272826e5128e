/** The orders of a result (並び順), as an address names them; the first is the usual one. */
export const usageSorts = [
  'calledAt-asc',
  'calledAt-desc',
  'charge-desc',
  'charge-asc',
  'sentPages-desc',
  'sentPages-asc',
] as const
export type UsageSort = (typeof usageSorts)[number]

export const defaultSort: UsageSort = 'calledAt-asc'

type Order = 'asc' | 'desc'

/** A column by which records are ordered, and which way. */
export interface OrderColumn {
  name: 'charge' | 'sentPages' | 'calledAt' | 'callId' | 'destinationNo'
  order: Order
}

/** What a result is ordered by: 発信日時 where it is absent. */
export function sortedBy(sort: UsageSort = defaultSort): {
  by: 'calledAt' | 'charge' | 'sentPages'
  order: Order
} {
  const [by, order] = sort.split('-') as ['calledAt' | 'charge' | 'sentPages', Order]
  return { by, order }
}

/**
 * The columns that order a result: what it is sorted by, then 発信日時 and record number, so that each record has one
 * place. By 発信日時 from the last to the first, the whole order is turned round.
 */
export function orderColumns(kind: 'call' | 'destination', sort?: UsageSort): OrderColumn[] {
  const { by, order } = sortedBy(sort)
  const ofTime = by === 'calledAt' ? order : 'asc'
  return [
    ...(by === 'calledAt' ? [] : [{ name: by, order }]),
    { name: 'calledAt', order: ofTime },
    { name: 'callId', order: ofTime },
    ...(kind === 'destination' ? [{ name: 'destinationNo', order: ofTime } as const] : []),
  ]
}

export const turned = (columns: OrderColumn[]): OrderColumn[] =>
  columns.map(({ name, order }) => ({ name, order: order === 'asc' ? 'desc' : 'asc' }))
