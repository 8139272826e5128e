import type { ClientBase, Pool } from 'pg'
import type { NamedNumber } from '@/lib/numbers/number-name'

/** Replaces the names of a contract that exists. */
export async function storeNames(
  pool: Pool | ClientBase,
  contractNumber: string,
  names: readonly NamedNumber[],
): Promise<void> {
  await pool.query('INSERT INTO number_list (contract_number) VALUES ($1) ON CONFLICT DO NOTHING', [
    contractNumber,
  ])
  await pool.query('DELETE FROM number_name WHERE contract_number = $1', [contractNumber])
  await pool.query(
    `INSERT INTO number_name (contract_number, number, name, department, account_code, version, changed_at, changed_by)
     SELECT $1, number, name, department, "accountCode", 1, now(), 'test'
     FROM jsonb_to_recordset($2) AS entry (number text, name text, department text, "accountCode" text)`,
    [contractNumber, JSON.stringify(names)],
  )
}
