import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Pool } from 'pg'
import { findKey } from '@/lib/auth/api-key'
import { completeSignIn } from '@/lib/auth/complete-sign-in'
import { readSession } from '@/lib/auth/session'
import { applyMigrations } from '@/lib/db/migrate'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { createTestUser, createUserWithSessions, testPassword } from '@/tests/support/account'
import { createTestKey } from '@/tests/support/api-keys'
import { startCli } from '@/tests/support/cli'
import { startPostgresServer, type PostgresServer } from '@/tests/support/postgres-server'
import { run } from '@/tests/support/programs'
import { findBackupPrograms } from '@/tests/support/server-programs'
import { attempt, source, start } from '@/tests/support/sign-in-tries'
import { addContracts, callsOf, day, importArgs, importFiles, useFolder } from '@/tests/support/usage-files'

/** A backup is made by the server's own programs; where there are none, `npm test` says so in one line. */
const programs = findBackupPrograms()
const withServer = programs ? test : test.skip

const { write } = useFolder()
let server: PostgresServer
let folder: string
const pools: Pool[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'backup-'))
  if (programs) server = await startPostgresServer(programs)
})
afterAll(async () => {
  if (programs) await getPrisma().$disconnect()
  for (const pool of pools) await pool.end()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

function connect(database: string): Pool {
  const pool = connectDatabase(server.urlOf(database))
  pools.push(pool)
  return pool
}

const client = (name: string, ...args: string[]) => run(path.join(programs!, name), args)

/** Everything in a database that is the portal's: rows by a digest of each table, and what keeps them right. */
async function contentOf(pool: Pool) {
  const tables = await pool.query<{ table: string }>(
    `SELECT oid::regclass::text AS table FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  )
  const rows: Record<string, string> = {}
  for (const { table } of tables.rows) {
    const digest = await pool.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(each::text, E'\\n' ORDER BY each::text)), '') AS digest FROM ${table} AS each`,
    )
    rows[table] = digest.rows[0]!.digest
  }
  const definitions = await pool.query<{ definition: string }>(`
    SELECT 'trigger ' || pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
    -- What a check says is written with other brackets once it was read back.
    UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || contype::text || ' ' || convalidated
              FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'partition ' || inhparent::regclass || ' ' || inhrelid::regclass || ' '
                     || coalesce(pg_get_expr(relpartbound, inhrelid), '')
              FROM pg_inherits JOIN pg_class ON oid = inhrelid
    UNION ALL SELECT 'sequence ' || sequencename || ' ' || coalesce(last_value, 0) FROM pg_sequences
    ORDER BY 1`)
  return { rows, definitions: definitions.rows.map(({ definition }) => definition) }
}

withServer('a database that was dumped and restored is the same, and serves', async () => {
  await client('createdb', '--maintenance-db', server.urlOf('postgres'), 'portal')
  await applyMigrations(server.urlOf('portal'))
  const original = connect('portal')
  await addContracts(original)
  for (const date of ['2026-10-31', day]) {
    const files = await write(callsOf({ '04': 30, '05': 20 }, date))
    expect((await importFiles({ ...files, date })).outcome).toBe('loaded')
  }
  const { user, sessions } = await createUserWithSessions(start)
  const key = await createTestKey(await createTestUser())
  const pending = await attempt(user.userId, testPassword)
  if (pending.outcome !== 'started') throw new Error(pending.outcome)
  const other = await createTestUser()
  for (let failure = 0; failure < 2; failure++) await attempt(other.userId, 'wrong')
  const before = await contentOf(original)
  expect(before.definitions.filter((line) => line.startsWith('partition')).length).toBeGreaterThan(4)
  expect(before.definitions.filter((line) => line.startsWith('trigger')).length).toBeGreaterThan(0)

  const file = path.join(folder, 'portal.dump')
  await client('pg_dump', '--format=custom', `--file=${file}`, server.urlOf('portal'))
  await client('createdb', '--maintenance-db', server.urlOf('postgres'), 'restored')
  const restore = ['--exit-on-error', '--no-owner', '--jobs=2', `--dbname=${server.urlOf('restored')}`]
  await client('pg_restore', ...restore, file)

  const restored = connect('restored')
  expect(await contentOf(restored)).toEqual(before)
  const cli = (...args: string[]) => startCli(server.urlOf('restored'), args).ended
  expect(await cli('db', 'migrate')).toMatchObject({ code: 0, stdout: 'The database is up to date.\n' })
  expect(await cli('usage', 'verify')).toMatchObject({ code: 0, stdout: '2 days verified: all agree.\n' })

  // By the same AUTH_SECRET what was begun goes on, and what counted counts.
  expect((await readSession(sessions[0], start))?.userId).toBe(user.userId)
  expect((await findKey(key))?.revokedAt).toBeNull()
  expect((await completeSignIn({ token: pending.token, otp: undefined }, source, start)).outcome).toBe(
    'signedIn',
  )
  expect((await attempt(other.userId, 'wrong')).outcome).toBe('locked')

  // The trail refuses changes, and a day of another month makes its partitions.
  await expect(restored.query(`UPDATE security_event SET kind = 'x'`)).rejects.toThrow()
  const next = await write(callsOf({ '04': 30, '05': 20 }, '2026-09-30'))
  expect(await cli(...importArgs({ ...next, date: '2026-09-30' }))).toMatchObject({ code: 0 })
})
