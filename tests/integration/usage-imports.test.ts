import { getPrisma } from '@/lib/db/prisma'
import { listImports } from '@/lib/ingest/list-imports'
import { databaseDay } from '@/lib/time/japan-time'
import { useTestDatabase } from '@/tests/support/connected-database'

useTestDatabase()

const importedAt = new Date('2026-11-04T01:02:03.004Z')
const largest = 9_223_372_036_854_775_807n

/** Puts a load into the import log; each charge is that of the calls of a contract, its destinations' is one less. */
async function addLoad(date: string, callCharges: bigint[]): Promise<string> {
  const { id } = await getPrisma().usageImport.create({
    data: {
      usageDate: databaseDay(date),
      callsSha256: 'c'.repeat(64),
      destinationsSha256: 'd'.repeat(64),
      callRecords: 3,
      destinationRecords: 4,
      importedBy: 'operator:test',
      importedAt,
      contracts: {
        create: callCharges.map((callCharge, index) => ({
          contractNumber: `0${index}`,
          callRecords: 3,
          destinationRecords: 4,
          callCharge,
          destinationCharge: callCharge - 1n,
        })),
      },
    },
  })
  return String(id)
}

test('the log is listed by day, both ends included, with exact charges and what replaced what', async () => {
  const ids = {
    corrected: await addLoad('2026-11-03', [1n, 2n]),
    empty: await addLoad('2026-11-02', []),
    correction: await addLoad('2026-11-03', [largest, largest]),
    outside: await addLoad('2026-11-05', [1n]),
  }
  const common = {
    callsSha256: 'c'.repeat(64),
    destinationsSha256: 'd'.repeat(64),
    calls: 3,
    destinations: 4,
    importedBy: 'operator:test',
    importedAt,
    isAfterClosing: false,
  }
  expect(await listImports({ from: '2026-11-02', to: '2026-11-03' })).toEqual([
    {
      ...common,
      importId: ids.empty,
      date: '2026-11-02',
      isCorrection: false,
      isStanding: true,
      callCharge: '0',
      destinationCharge: '0',
    },
    {
      ...common,
      importId: ids.corrected,
      date: '2026-11-03',
      isCorrection: false,
      isStanding: false,
      callCharge: '3',
      destinationCharge: '1',
    },
    {
      ...common,
      importId: ids.correction,
      date: '2026-11-03',
      isCorrection: true,
      isStanding: true,
      callCharge: String(2n * largest),
      destinationCharge: String(2n * largest - 2n),
    },
  ])
  const datesOf = async (period: Parameters<typeof listImports>[0]) =>
    (await listImports(period)).map(({ date }) => date)
  expect(await datesOf({ from: '2026-11-04' })).toEqual(['2026-11-05'])
  expect(await datesOf({ to: '2026-11-02' })).toEqual(['2026-11-02'])
  expect(await datesOf({})).toEqual(['2026-11-02', '2026-11-03', '2026-11-03', '2026-11-05'])
})
