import { recordEvent } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { AccountError } from './account-error'

/** Adds a contract (spec section 8). @throws AccountError `contractExists`. */
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
    if (count === 0) throw new AccountError({ code: 'contractExists', contractNumber })
    await recordEvent(db, { kind: 'contractCreated', at: now, actor: `operator:${operator}`, contractNumber })
  })
}
