import { keyedHash } from '@/lib/auth/keyed-hash'
import { sessionIdleSeconds, sessionLifetimeSeconds } from '@/lib/auth/session'
import { getPool } from '@/lib/db/pool'

/** An account as the operators' commands show it. */
export interface AccountOverview {
  userId: string
  contractNumber: string
  contractName: string
  email: string | null
  /** 多要素認証 */
  multiFactor: boolean
  /** Since when an operator's lock stands. */
  lockedByOperatorAt: Date | null
  /** Failures in a row that count at present. */
  strikes: number
  /** The end of the lock of ten minutes, where it stands. */
  lockedUntil: Date | null
  lastSignInAt: Date | null
  passwordChangedAt: Date
  createdAt: Date
  /** Sessions that the next request would still find open. */
  openSessions: number
}

/** Which accounts: every one, a contract's, or one by its user ID. */
export type AccountSelection = 'all' | { contractNumber: string } | { userId: string }

/** Reads accounts with all that tells whether they can sign in, by contract and user ID. */
export async function readOverviews(selection: AccountSelection, now: Date): Promise<AccountOverview[]> {
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000)
  const [condition, values] = conditionOf(selection)
  const { rows } = await getPool().query<Omit<AccountOverview, 'strikes' | 'lockedUntil'>>(
    `SELECT user_id AS "userId", contract_number AS "contractNumber", contract.name AS "contractName", email,
            multi_factor AS "multiFactor", locked_at AS "lockedByOperatorAt", last_sign_in_at AS "lastSignInAt",
            password_changed_at AS "passwordChangedAt", account.created_at AS "createdAt",
            CASE WHEN locked_at IS NOT NULL THEN 0 ELSE (
              SELECT count(*)::int FROM sign_in_session AS session
              WHERE session.account_id = account.account_id AND session.session_version = account.session_version
                AND session.last_seen_at > $1 AND session.created_at > $2
            ) END AS "openSessions"
     FROM account JOIN contract USING (contract_number)
     WHERE ${condition}
     ORDER BY contract_number, user_id`,
    [ago(sessionIdleSeconds), ago(sessionLifetimeSeconds), ...values],
  )
  const guards = await readGuards(
    rows.map(({ userId }) => userId),
    now,
  )
  return rows.map((row) => ({ ...row, ...guards.get(row.userId)! }))
}

function conditionOf(selection: AccountSelection): [string, string[]] {
  if (selection === 'all') return ['true', []]
  return 'userId' in selection
    ? ['user_id = $3', [selection.userId]]
    : ['contract_number = $3', [selection.contractNumber]]
}

/** A lock whose time is up counts no more, nor do the failures that led to it. */
async function readGuards(userIds: string[], now: Date) {
  const keys = new Map(userIds.map((userId) => [userId, keyedHash('user-id', userId)]))
  const { rows } = await getPool().query<{ key: string; strikes: number; locked_until: Date | null }>(
    `SELECT encode(user_id_hash, 'hex') AS key, strikes, locked_until FROM sign_in_guard
     WHERE user_id_hash = ANY($1::bytea[]) AND (locked_until IS NULL OR locked_until > $2)`,
    [[...keys.values()], now],
  )
  const found = new Map(rows.map((row) => [row.key, row]))
  return new Map(
    userIds.map((userId) => {
      const guard = found.get(keys.get(userId)!.toString('hex'))
      return [userId, { strikes: guard?.strikes ?? 0, lockedUntil: guard?.locked_until ?? null }]
    }),
  )
}
