import type { Pool } from 'pg'
import type { UsageKind } from '@/lib/usage/search'

/** The columns of spec section 2, written independently of the product's own list. */
const selectOf = {
  call: `communication_type, caller_number, coalesce(callee_number, '-----'), area, destination_count,
         accepted_pages, sent_pages, billed_pages, discount_type, charge`,
  destination: `communication_type, caller_number, coalesce(callee_number, '-----'), area, paper_mode, sent_pages,
                billed_pages, call_type, charge`,
}

/** The records of contract 04 that a condition names, in the order of a result, as the texts that a reader sees. */
export async function usageRows(
  pool: Pool,
  kind: UsageKind,
  condition: string,
  values: unknown[],
): Promise<string[][]> {
  const { rows } = await pool.query<(string | number | null)[]>({
    text: `SELECT to_char(called_at + interval '9 hours', 'YYYY/MM/DD HH24:MI:SS'), ${selectOf[kind]}
           FROM usage_${kind} WHERE contract_number = '04' AND ${condition}
           ORDER BY called_at, call_id${kind === 'destination' ? ', destination_no' : ''}`,
    values,
    rowMode: 'array',
  })
  return rows.map((row) => row.map((value) => (value === null ? '' : String(value))))
}
