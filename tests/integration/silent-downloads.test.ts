import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { connectDatabase, getFilePool } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { isDatabaseLost } from '@/lib/db/sql-state'
import { createTestUser, type TestAccount } from '@/tests/support/account'
import { openDatabaseLine, type DatabaseLine } from '@/tests/support/database-line'
import { contractNumber, fullDay, useDownloadDays, wideDay } from '@/tests/support/downloads'
import { eventually } from '@/tests/support/eventually'

const { pool, openFile } = useDownloadDays()
let line: DatabaseLine

beforeAll(async () => {
  line = await openDatabaseLine(pool().options.connectionString!)
  Object.assign(connectDatabase(line.databaseUrl).options, { query_timeout: 500 })
})
afterEach(() => line.restore())
afterAll(async () => {
  await getPrisma().$disconnect()
  await line.close()
  connectDatabase(pool().options.connectionString!)
})

const takenConnections = () => getFilePool()!.totalCount - getFilePool()!.idleCount

/** The places of the account are free: it has two. */
async function expectFreePlaces() {
  const files = [await openFile(wideDay), await openFile(wideDay)]
  for (const file of files) file.destroy()
  await eventually(() => expect(takenConnections()).toBe(0))
}

const eventsOf = async ({ accountId }: TestAccount) =>
  (
    await pool().query<{ kind: string }>(
      'SELECT kind FROM security_event WHERE account_id = $1 ORDER BY event_id',
      [accountId],
    )
  ).rows.map(({ kind }) => kind)

/** Reads the beginning and no more. */
const readFirst = async (file: Readable) => {
  for await (const piece of file.iterator({ destroyOnReturn: false })) return piece as Buffer
}

it('gives up a count that gets no answer as a page does, with the connection and the place', async () => {
  await buffer(await openFile(fullDay))
  line.hold()
  const error = await openFile(fullDay).catch((reason: unknown) => reason)
  expect(isDatabaseLost(error)).toBe(true)
  expect(takenConnections()).toBe(0)
  line.restore()
  await expectFreePlaces()
})

it('gives back connection and place of a file whose end gets no answer, once its reader has left', async () => {
  const file = await openFile(wideDay)
  line.at(/^COMMIT$/, 'hold')
  const read = buffer(file).catch((reason: Error) => reason)
  await eventually(() => expect(file.readableLength).toBe(0), { seconds: 5 })
  await eventually(() => expect(line.isHeld()).toBe(true), { seconds: 20 })
  file.destroy(new Error('left'))
  await read
  await eventually(() => expect(takenConnections()).toBe(0))
  line.restore()
  await expectFreePlaces()
})

it('notes that a file broke off when the database is back that broke it, once', async () => {
  const who = await createTestUser({ contractNumber })
  const file = await openFile(wideDay, who)
  await readFirst(file)
  line.cut()
  await expect(buffer(file)).rejects.toThrow()
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(await eventsOf(who)).toEqual(['downloadStarted'])
  line.restore()
  await eventually(async () => expect(await eventsOf(who)).toEqual(['downloadStarted', 'downloadBroken']), {
    seconds: 10,
  })
})

it('notes that a file was read when the database has space again that it had not', async () => {
  const who = await createTestUser({ contractNumber })
  const file = await openFile(fullDay, who)
  await pool().query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON security_event FOR EACH ROW EXECUTE FUNCTION refuse()`)
  await buffer(file)
  await new Promise((resolve) => setTimeout(resolve, 500))
  await pool().query('DROP TRIGGER full_disk ON security_event; DROP FUNCTION refuse')
  await eventually(
    async () => expect(await eventsOf(who)).toEqual(['downloadStarted', 'downloadCompleted']),
    { seconds: 10 },
  )
})
