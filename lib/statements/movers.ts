import type { StatementList, StatementListName } from './statement-lists'

/** The lists that say why a month came to more or less than the one before, in the order in which they are shown. */
export const moverListNames = ['caller', 'communicationType', 'area'] as const satisfies StatementListName[]
export type MoverListName = (typeof moverListNames)[number]

/** How the 通信料 of a line has changed. */
export interface Mover {
  /** As in `StatementLine`. */
  key: string
  name?: string
  /** yen */
  before: bigint
  after: bigint
  difference: bigint
}

/** So many of them are told. */
export const moversMax = 10

/** The lines of two months whose 通信料 differs most, either way, the largest difference first. */
export function largestMovers(before: StatementList, after: StatementList): Mover[] {
  const movers = new Map<string, Mover>()
  for (const { key, name, figures } of before.lines)
    movers.set(key, { key, name, before: figures.charge, after: 0n, difference: -figures.charge })
  for (const { key, name, figures } of after.lines) {
    const earlier = movers.get(key)?.before ?? 0n
    movers.set(key, {
      key,
      name,
      before: earlier,
      after: figures.charge,
      difference: figures.charge - earlier,
    })
  }
  return [...movers.values()]
    .filter(({ difference }) => difference !== 0n)
    .sort((one, other) => {
      const [a, b] = [sizeOf(one), sizeOf(other)]
      if (a !== b) return a > b ? -1 : 1
      return one.key < other.key ? -1 : 1
    })
    .slice(0, moversMax)
}

const sizeOf = ({ difference }: Mover) => (difference < 0n ? -difference : difference)
