import { recordEvent } from '@/lib/audit/record-event'
import { inTransaction } from '@/lib/db/transaction'
import { AccountError } from './account-error'

/** Adds a contract (spec section 8). @throws AccountError `contractExists`. */
export function createContract(
  { contractNumber, name }: { contractNumber: string; name: string },
  operator: string,
  now: Date,
): Promise<void> {
  return inTransaction(async (db) => {
    const { rowCount } = await db.query(
      `INSERT INTO contract (contract_number, name, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (contract_number) DO NOTHING`,
      [contractNumber, name, now],
    )
    if (rowCount === 0) throw new AccountError({ code: 'contractExists', contractNumber })
    await recordEvent(db, { kind: 'contractCreated', at: now, actor: `operator:${operator}`, contractNumber })
  })
}
