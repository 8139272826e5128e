import type { Database } from '@/lib/db/prisma'
import type { UsageKind } from './search'

/** What a load brought of a contract, of one kind, as the import log has it. */
export interface Brought {
  records: number
  /** yen */
  charge: bigint
  /** Of all fields of the records; absent in loads from before it was kept. */
  checksum: string | null
}

/** Reads what some loads brought of a contract, by the number of the load. A load without a row had nothing of it. */
export async function readBrought(
  contractNumber: string,
  importIds: bigint[],
  db: Database,
): Promise<Map<bigint, Record<UsageKind, Brought>>> {
  const rows = await db.usageImportContract.findMany({
    where: { contractNumber, importId: { in: importIds } },
  })
  return new Map(
    rows.map((row) => [
      row.importId,
      {
        call: {
          records: row.callRecords,
          charge: row.callCharge,
          checksum: row.callChecksum?.toFixed() ?? null,
        },
        destination: {
          records: row.destinationRecords,
          charge: row.destinationCharge,
          checksum: row.destinationChecksum?.toFixed() ?? null,
        },
      },
    ]),
  )
}

/** Whether two loads of a day brought other records. A load from before checksums were kept is compared by its figures. */
export function isOther(earlier: Brought | undefined, later: Brought | undefined): boolean {
  if ((earlier?.records ?? 0) !== (later?.records ?? 0)) return true
  if ((earlier?.charge ?? 0n) !== (later?.charge ?? 0n)) return true
  const [one, other] = [earlier?.checksum ?? null, later?.checksum ?? null]
  return one !== null && other !== null && one !== other
}
