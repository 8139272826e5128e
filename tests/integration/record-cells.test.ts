import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import Papa from 'papaparse'
import { getPrisma } from '@/lib/db/prisma'
import { copyUsage } from '@/lib/usage/copy-usage'
import { readPage } from '@/lib/usage/read-page'
import type { UsageKind } from '@/lib/usage/search'
import { unmasked } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()

const monthStart = Date.parse('2026-01-31T15:00:00Z')
const intMax = 2 ** 31 - 1

const text = fc.string({ unit: fc.constantFrom(...`=+-@'" ,;\t\r\n\\漢〜𠮷a1`), maxLength: 6 })
const number = fc.oneof(fc.nat(9), fc.integer({ min: 0, max: intMax }))
const charge = fc.oneof(fc.bigInt(0n, 999n), fc.bigInt(0n, 2n ** 63n - 1n))
const secondOfMonth = fc.oneof(fc.nat(3), fc.nat(28 * 86_400 - 1))

const shared = {
  calledAt: secondOfMonth.map((second) => new Date(monthStart + second * 1_000)),
  communicationType: text,
  callerNumber: text,
  calleeNumber: fc.option(text),
  area: text,
  sentPages: number,
  billedPages: fc.option(number),
  charge,
}
const anyCall = fc.record({
  ...shared,
  destinationCount: number,
  acceptedPages: number,
  discountType: fc.option(text),
})
const anyDestination = fc.record({ ...shared, paperMode: text, callType: fc.option(text) })

let tries = 0

/** The records of a contract as the screen shows them, and as a file for programs has them. */
async function cellsOf(contractNumber: string, kind: UsageKind) {
  const scope = { ...unmasked(contractNumber), kind }
  const page = await readPage(getPrisma(), scope, undefined)
  const client = await pool().connect()
  const lines = await buffer(copyUsage(client, { ...scope, formulas: 'asis' })).finally(() =>
    client.release(),
  )
  const { data } = Papa.parse<string[]>(lines.toString(), { newline: '\n', skipEmptyLines: true })
  return { screen: page!.records.map(({ cells }) => cells), file: data }
}

test('a record has the same cells on screen and in a file for programs, whatever is in it or is not', async () => {
  await pool().query(`SELECT ensure_usage_month('2026-02-01')`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyCall, { minLength: 1, maxLength: 20 }),
      fc.array(anyDestination, { minLength: 1, maxLength: 20 }),
      async (calls, destinations) => {
        const contractNumber = `cells-${tries++}`
        await getPrisma().usageCall.createMany({
          data: calls.map((call, index) => ({ ...call, contractNumber, callId: BigInt(index) })),
        })
        await getPrisma().usageDestination.createMany({
          data: destinations.map((destination, index) => ({
            ...destination,
            contractNumber,
            callId: 0n,
            destinationNo: index,
            usageDate: new Date('2026-02-01'),
          })),
        })
        for (const kind of ['call', 'destination'] as const) {
          const { screen, file } = await cellsOf(contractNumber, kind)
          expect(screen).toHaveLength(kind === 'call' ? calls.length : destinations.length)
          expect(screen).toEqual(file)
        }
      },
    ),
    { numRuns: 40 },
  )
})
