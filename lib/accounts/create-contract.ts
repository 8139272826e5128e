import { recordEvent } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'

/** Adds a contract (spec section 8). @throws PortalError `contractExists`. */
export function createContract(
  { contractNumber, name }: { contractNumber: string; name: string },
  operator: string,
  now: Date,
): Promise<void> {
  return getPrisma().$transaction(async (db) => {
    const { count } = await db.contract.createMany({
      data: { number: contractNumber, name, createdAt: now },
      skipDuplicates: true,
    })
    if (count === 0) throw new PortalError({ code: 'contractExists', contractNumber })
    await recordEvent(db, { kind: 'contractCreated', at: now, actor: `operator:${operator}`, contractNumber })
  })
}
