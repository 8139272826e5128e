import { Prisma } from '@/lib/db/generated/client'

/**
 * The start of a statement: `compared` has each number of a draft or of a contract's list, with what would stand there
 * after the import and what stands there now, and its `state`: `added`, `changed`, `unchanged`, or `absent` from the
 * draft. A column that the draft does not have stays. SQL, since it joins the draft's JSON with the list as two sets:
 * 50,000 names are compared where they are.
 */
export const comparedNames = (contractNumber: string, draftId: string): Prisma.Sql => Prisma.sql`
  WITH wanted AS (
    SELECT number COLLATE "C" AS number, name, department, "accountCode" AS account_code
    FROM number_draft, jsonb_to_recordset(entries)
      AS entry (number text, name text, department text, "accountCode" text)
    WHERE draft_id = ${draftId}::uuid
  ), stored AS (
    SELECT number, name, department, account_code FROM number_name WHERE contract_number = ${contractNumber}
  ), compared AS (
    SELECT coalesce(wanted.number, stored.number) AS number,
           coalesce(wanted.name, stored.name) AS name,
           coalesce(wanted.department, stored.department, '') AS department,
           coalesce(wanted.account_code, stored.account_code, '') AS account_code,
           stored.name AS old_name, stored.department AS old_department, stored.account_code AS old_account_code,
           CASE WHEN stored.number IS NULL THEN 'added'
                WHEN wanted.number IS NULL THEN 'absent'
                WHEN (wanted.name, coalesce(wanted.department, stored.department),
                      coalesce(wanted.account_code, stored.account_code))
                   = (stored.name, stored.department, stored.account_code) THEN 'unchanged'
                ELSE 'changed' END AS state
    FROM wanted FULL JOIN stored ON wanted.number = stored.number
  )`
