import fc from 'fast-check'
import { noFigures } from '@/lib/statements/figures'
import { largestMovers, moversMax } from '@/lib/statements/movers'

const anyCharges = fc.dictionary(fc.constantFrom(...'abcdefghijklmnop'), fc.bigInt(0n, 20n))
const listOf = (charges: Record<string, bigint>) => ({
  name: 'caller' as const,
  lines: Object.entries(charges).map(([key, charge]) => ({ key, figures: { ...noFigures, charge } })),
})

test('the movers are what differs most, either way, in order, with both amounts', () => {
  fc.assert(
    fc.property(anyCharges, anyCharges, (before, after) => {
      const movers = largestMovers(listOf(before), listOf(after))
      const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
      const sizeOf = (key: string) => {
        const difference = (after[key] ?? 0n) - (before[key] ?? 0n)
        return difference < 0n ? -difference : difference
      }
      const sizes = keys
        .map(sizeOf)
        .filter((size) => size > 0n)
        .sort((one, other) => (one > other ? -1 : 1))
      expect(movers.map(({ key }) => sizeOf(key))).toEqual(sizes.slice(0, moversMax))
      for (const mover of movers) {
        expect(mover.before).toBe(before[mover.key] ?? 0n)
        expect(mover.after).toBe(after[mover.key] ?? 0n)
        expect(mover.difference).toBe(mover.after - mover.before)
      }
    }),
  )
})
