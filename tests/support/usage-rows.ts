import type { ClientBase } from 'pg'
import type { UsageKind } from '@/lib/usage/search'
import { textRows } from './text-rows'

/** The columns of spec section 2, written independently of the product's own list. */
const selectOf = {
  call: `communication_type, caller_number, coalesce(callee_number, '-----'), area, destination_count,
         accepted_pages, sent_pages, billed_pages, discount_type, charge`,
  destination: `communication_type, caller_number, coalesce(callee_number, '-----'), area, paper_mode, sent_pages,
                billed_pages, call_type, charge`,
}

/**
 * The records of a contract that a condition names, in the order of a result, as the texts that a reader sees.
 * @param condition SQL, with `$1` for the first of `values`.
 */
export function usageRows(
  connection: Pick<ClientBase, 'query'>,
  kind: UsageKind,
  condition: string,
  values: unknown[],
  contractNumber = '04',
): Promise<string[][]> {
  return textRows(
    connection,
    `SELECT to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS'), ${selectOf[kind]}
     FROM usage_${kind} WHERE contract_number = $${values.length + 1} AND ${condition}
     ORDER BY called_at, call_id${kind === 'destination' ? ', destination_no' : ''}`,
    [...values, contractNumber],
  )
}
