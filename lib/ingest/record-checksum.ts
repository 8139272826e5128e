/**
 * SQL: a number for each group of records that changes, as good as surely, when any field of any of them does,
 * whatever their order: the sum of the first eight bytes of each record's SHA-256. It is made of what does not
 * depend on the server's version or settings: whole seconds instead of a written time, and a documented hash.
 *
 * The contract is not in it: it is what the groups are made by.
 */
const checksumOf = (columns: string) => `
  sum(('x' || encode(substr(sha256(convert_to(ROW(extract(epoch FROM called_at)::bigint, ${columns})::text, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint)`

/** The checksum of the records of each file, stored or staged. */
export const recordChecksums = {
  calls: checksumOf(`call_id, communication_type, caller_number, callee_number, area, destination_count,
                     accepted_pages, sent_pages, billed_pages, discount_type, charge`),
  destinations: checksumOf(`call_id, destination_no, communication_type, caller_number, callee_number, area,
                            paper_mode, sent_pages, billed_pages, call_type, charge`),
}
