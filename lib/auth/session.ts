import { getPool } from '@/lib/db/pool'
import type { Queryable } from '@/lib/db/transaction'
import type { SignedInUser } from './signed-in-user'

/** A session ends after this long without a request, and after the second in any case (spec section 3). */
export const sessionIdleSeconds = 30 * 60
export const sessionLifetimeSeconds = 12 * 60 * 60

/** A request writes its time only when the written one is older than this. */
const touchSeconds = 5

/** Opens a session for an account whose last factor succeeded. @returns the session's id, for the cookie. */
export async function createSession(
  db: Queryable,
  account: { accountId: bigint; sessionVersion: number },
  now: Date,
): Promise<string> {
  await db.query('DELETE FROM sign_in_session WHERE last_seen_at < $1', [
    new Date(now.getTime() - sessionIdleSeconds * 1_000),
  ])
  const { rows } = await db.query<{ session_id: string }>(
    `INSERT INTO sign_in_session (account_id, session_version, created_at, last_seen_at)
     VALUES ($1, $2, $3, $3) RETURNING session_id`,
    [account.accountId, account.sessionVersion, now],
  )
  return rows[0]!.session_id
}

interface LiveSessionRow {
  session_id: string
  account_id: string
  user_id: string
  contract_number: string
  contract_name: string
  multi_factor: boolean
  previous_sign_in_at: Date | null
}

/**
 * Reads who a session belongs to, and notes that it is in use.
 *
 * The one place that decides whether a session still holds: not idle, not too old, of the account's present
 * session version, the account not locked by an operator.
 * @returns undefined where it does not, or where no such session is.
 */
export async function readSession(sessionId: string, now: Date): Promise<SignedInUser | undefined> {
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000)
  const { rows } = await getPool().query<LiveSessionRow>({
    name: 'read-session',
    text: `WITH live AS (
             SELECT session.session_id, session.last_seen_at, account.account_id, account.user_id,
                    account.contract_number, contract.name AS contract_name, account.multi_factor,
                    account.previous_sign_in_at
             FROM sign_in_session AS session
             JOIN account USING (account_id)
             JOIN contract USING (contract_number)
             WHERE session.session_id = $1 AND session.session_version = account.session_version
               AND account.locked_at IS NULL AND session.last_seen_at > $3 AND session.created_at > $4
           ), touched AS (
             UPDATE sign_in_session AS session SET last_seen_at = $2
             FROM live WHERE session.session_id = live.session_id AND live.last_seen_at < $5
           )
           SELECT * FROM live`,
    values: [sessionId, now, ago(sessionIdleSeconds), ago(sessionLifetimeSeconds), ago(touchSeconds)],
  })
  const row = rows[0]
  return (
    row && {
      sessionId: row.session_id,
      accountId: BigInt(row.account_id),
      userId: row.user_id,
      contractNumber: row.contract_number,
      contractName: row.contract_name,
      multiFactor: row.multi_factor,
      previousSignInAt: row.previous_sign_in_at,
    }
  )
}

/** How long a session still holds if nobody uses it, in seconds; asking is no use of it. 0 where it holds no more. */
export async function sessionSecondsLeft(sessionId: string, now: Date): Promise<number> {
  const { rows } = await getPool().query<{ seconds: number | null }>(
    `SELECT extract(epoch FROM least(last_seen_at + make_interval(secs => $3), session.created_at + make_interval(secs => $4))
                    - $2::timestamptz)::int AS seconds
     FROM sign_in_session AS session JOIN account USING (account_id)
     WHERE session_id = $1 AND session.session_version = account.session_version AND locked_at IS NULL`,
    [sessionId, now, sessionIdleSeconds, sessionLifetimeSeconds],
  )
  return Math.max(0, rows[0]?.seconds ?? 0)
}

/** Ends one session: what ログアウト does. */
export async function endSession(db: Queryable, sessionId: string): Promise<void> {
  await db.query('DELETE FROM sign_in_session WHERE session_id = $1', [sessionId])
}
