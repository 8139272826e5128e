import { randomBytes } from 'node:crypto'
import type { PortalError } from '@/lib/errors'
import { createAccount } from '@/lib/accounts/create-account'
import { createContract } from '@/lib/accounts/create-contract'
import { lockAccount } from '@/lib/accounts/lock-account'
import { resetPassword } from '@/lib/accounts/reset-password'
import { setAddress } from '@/lib/accounts/set-address'
import { setRole } from '@/lib/accounts/set-role'
import { setMultiFactor } from '@/lib/accounts/set-multi-factor'
import { showAccount } from '@/lib/accounts/show-account'
import { unlockAccount } from '@/lib/accounts/unlock-account'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { createAccountInUse, createTestAccount, type TestAccount } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')
const source = { address: null, userAgent: 'test' }
const operator = 'yamada'

const newId = () => `new-${randomBytes(5).toString('hex')}`
const refusalOf = (work: Promise<unknown>) => work.catch((error: PortalError) => error.refusal)

const commands: [string, (account: TestAccount) => Promise<unknown>][] = [
  ['contract create', () => createContract({ contractNumber: newId(), name: 'x' }, operator, start)],
  [
    'account create',
    () =>
      createAccount(
        {
          ...{ userId: newId(), contractNumber: '04', email: undefined, multiFactor: false },
          ...({ role: 'administrator', masksNumbers: false, departments: [] } as const),
        },
        operator,
        start,
      ),
  ],
  ['account reset-password', ({ userId }) => resetPassword(userId, operator, start)],
  ['account lock', ({ userId }) => lockAccount({ userId, reason: 'x' }, operator, start)],
  ['account unlock', ({ userId }) => unlockAccount({ userId, reason: 'x' }, operator, start)],
  [
    'account set-email',
    ({ userId }) => setAddress({ userId, email: 'a@b.example', reason: 'x' }, operator, start),
  ],
  [
    'account set-role',
    ({ userId }) => setRole({ userId, role: 'reader', masksNumbers: true, departments: [] }, operator, start),
  ],
  ['account set-mfa', ({ userId }) => setMultiFactor({ userId, enabled: true }, operator, start)],
]

describe.each(commands)('%s', (name, run) => {
  const tables = [
    'contract',
    'account',
    'sign_in_guard',
    'pending_sign_in',
    'sign_in_session',
    'security_event',
    'address_change',
  ]
  const everything = async () => {
    const rows = tables.map(
      (table) => `(SELECT jsonb_agg(t ORDER BY t::text) FROM ${table} AS t) AS ${table}`,
    )
    return (await pool().query(`SELECT ${rows.join(', ')}`)).rows[0]
  }

  test('changes nothing where the audit trail cannot be written', async () => {
    const account = await createAccountInUse(start)
    await startSignIn({ userId: account.userId, password: 'wrong' }, source, start)
    await pool().query('ALTER TABLE security_event ADD CONSTRAINT full_disk CHECK (false) NOT VALID')
    try {
      const before = await everything()
      await expect(run(account)).rejects.toThrow('full_disk')
      expect(await everything()).toEqual(before)
    } finally {
      await pool().query('ALTER TABLE security_event DROP CONSTRAINT full_disk')
    }
  })

  if (name.startsWith('account ') && name !== 'account create')
    test('knows an unknown user from a known one', async () => {
      const nobody = { ...(await createTestAccount()), accountId: 0n, userId: newId() }
      const refusal = { code: 'unknownAccount', userId: nobody.userId }
      expect(await refusalOf(run(nobody))).toEqual(refusal)
      expect(await refusalOf(showAccount(nobody.userId, start))).toEqual(refusal)
    })
})
