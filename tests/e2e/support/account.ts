import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Pool } from 'pg'
import { connectDatabase } from '@/lib/db/pool'
import { createTestAccount, type AccountSettings, type TestAccount } from '@/tests/support/account'

export { testPassword } from '@/tests/support/account'

let connected: Pool | undefined

/** Works on the database of the portal under test. */
export function withDatabase<Result>(work: (pool: Pool) => Promise<Result>): Promise<Result> {
  connected ??= connectDatabase(process.env.PORTAL_TEST_DATABASE!)
  return work(connected)
}

/** An account that no other test uses, in the database of the portal under test. */
export function newAccount(settings: AccountSettings = {}): Promise<TestAccount> {
  return withDatabase(() => createTestAccount(settings))
}

/** The id of a call that one contract has and the other has not. */
export function callIdOfOneContract(contractNumber: string, other: string): Promise<string> {
  return withDatabase(async (pool) => {
    const { rows } = await pool.query<{ call_id: string }>(
      `SELECT call_id FROM usage_call WHERE contract_number = $1
       AND call_id NOT IN (SELECT call_id FROM usage_call WHERE contract_number = $2) LIMIT 1`,
      [contractNumber, other],
    )
    return rows[0]!.call_id
  })
}

export interface SentMail {
  to: string
  subject: string
  text: string
}

/** The mails sent to an address, newest first. */
export async function mailsTo(address: string): Promise<SentMail[]> {
  const folder = path.join(process.env.PORTAL_TEST_DATA!, 'outbox')
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()
  const mails = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as SentMail),
  )
  return mails.filter(({ to }) => to === address).reverse()
}

/** The code of the last mail to an address. */
export async function codeSentTo(address: string): Promise<string> {
  const [mail] = await mailsTo(address)
  return /\b\d{6}\b/.exec(mail!.text)![0]
}
