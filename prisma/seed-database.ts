import { PrismaPg } from '@prisma/adapter-pg'
import { Client } from 'pg'
import { demoAccounts, demoPassword } from '@/lib/accounts/demo-accounts'
import { hashPassword } from '@/lib/auth/password-hash'
import { PrismaClient } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import { loadDay } from '@/lib/ingest/load-day'
import { vacuumUsageMonths } from '@/lib/ingest/vacuum-usage-months'
import { PlainError } from '@/lib/plain-error'
import { closeMonth } from '@/lib/statements/close-month'
import { addMonthsTo, daysOfMonth, firstDayOf, japanMonthOf, lastDayOf } from '@/lib/time/japan-month'
import {
  addJapanDays,
  addJapanMonths,
  databaseDay,
  dateOfDatabaseDay,
  japanDateOf,
  japanInstant,
  startOfJapanMonth,
  type JapanDate,
} from '@/lib/time/japan-time'
import { loadedBetween } from '@/lib/usage/loaded-days'
import { demoContracts, demoNames } from './factories/demo-customers'
import { correctedDayOfMonth, makeCorrectedDay, makeDemoDay } from './factories/demo-day'
import { manualDate } from './factories/manual-day'

const importedBy = 'seed'

/**
 * Loads the data that comes with the portal (spec section 9): the manual's day, usage from the month before last up to
 * yesterday, the accounts, and names for numbers. The first of these months is closed, and corrected since. What is there
 * stays as it is: a day in the import log, an account with its password. So a second run adds only the days that have
 * passed since.
 * @param databaseUrl of a migrated database.
 * @param onProgress gets one line a month loaded.
 * @param now decides what yesterday is.
 * @throws PlainError for a production database, see `refuseProduction`.
 */
export async function seedDatabase(
  databaseUrl: string,
  onProgress: (line: string) => void = () => {},
  now = new Date(),
): Promise<void> {
  await refuseProduction(databaseUrl)
  await withClient(databaseUrl, async (client) => {
    // Of two seeds at once the second waits here, and finds nothing to do.
    await client.query("SELECT pg_advisory_lock(hashtext('seed'))")
    // A crash of the server may cost the last days, with their lines in the import log: the next run adds them.
    await client.query('SET synchronous_commit TO off')
    const missing = await withPrisma(databaseUrl, async (db) => {
      await addContractsAndAccounts(db)
      await addNames(db, now)
      return missingDays(db, now)
    })
    await addUsage(client, missing, onProgress)
    await closeFirstMonth(databaseUrl, client)
  })
}

/**
 * Refuses a database in which demo accounts, whose password everybody can read, would be a hole: any when
 * NODE_ENV is production, and one that held a contract or an account before the seed ever ran. What an operator
 * adds to a demo afterwards is welcome. Changes nothing, and takes a database without tables too.
 * @throws PlainError that says why.
 */
export async function refuseProduction(databaseUrl: string): Promise<void> {
  if (env.mode === 'production')
    throw new PlainError('The seed is for demo and development: NODE_ENV is production.')
  await withPrisma(databaseUrl, async (db) => {
    if (!(await hasTables(db))) return
    if (await db.usageImport.findFirst({ where: { importedBy } })) return
    const ofDemo = {
      accounts: demoAccounts.map(({ userId, contractNumber }) => ({ userId, contractNumber })),
      contracts: demoContracts.map(({ number, name }) => ({ number, name })),
    }
    const account = await db.account.findFirst({ where: { NOT: { OR: ofDemo.accounts } } })
    if (account) refuse(`account ${account.userId}`)
    const contract = await db.contract.findFirst({ where: { NOT: { OR: ofDemo.contracts } } })
    if (contract) refuse(`contract ${contract.number}`)
  })
}

function refuse(what: string): never {
  throw new PlainError(`The seed is for an empty database: this one holds ${what}, not of the demo.`)
}

/** SQL, since to Prisma a table that is not there is an error. */
async function hasTables(db: Database): Promise<boolean> {
  const [tables] = await db.$queryRaw<{ exist: boolean }[]>`
    SELECT to_regclass('contract') IS NOT NULL AND to_regclass('account') IS NOT NULL AS exist`
  return tables!.exist
}

/** A client of the seed's own, which leaves the process's pool alone. */
async function withPrisma<Result>(
  databaseUrl: string,
  work: (db: PrismaClient) => Promise<Result>,
): Promise<Result> {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl }) })
  try {
    return await work(prisma)
  } finally {
    await prisma.$disconnect()
  }
}

/**
 * A connection for what Prisma has no word for: the seed's lock, which lives with it, records by COPY, and VACUUM.
 */
async function withClient(databaseUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'bizfax-seed' })
  // Without a listener a connection that breaks ends the process with a stack; with it, the query under way fails.
  client.on('error', () => {})
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

async function addContractsAndAccounts(db: Database): Promise<void> {
  await db.contract.createMany({
    data: demoContracts.map(({ number, name }) => ({ number, name })),
    skipDuplicates: true,
  })
  for (const { userId, contractNumber, multiFactor, email, isMaskedReader, department } of demoAccounts) {
    if (await db.account.findUnique({ where: { userId } })) continue
    const passwordHash = await hashPassword(demoPassword)
    const isReader = isMaskedReader === true || department !== undefined
    const access = {
      ...(isReader && { role: 'reader' }),
      masksNumbers: isMaskedReader === true,
      departments: department === undefined ? [] : [department],
    }
    await db.account.create({
      data: { userId, contractNumber, passwordHash, multiFactor, email, ...access },
    })
  }
}

/** Names of numbers, where the customer has none yet. */
async function addNames(db: Database, now: Date): Promise<void> {
  const { contractNumber, changedBy, names } = demoNames
  if (await db.numberList.findUnique({ where: { contractNumber } })) return
  const version = 1
  const change = { version, changedAt: now, changedBy }
  // One statement with its names: a seed that is killed leaves both or neither.
  await db.numberList.create({
    data: { contractNumber, ...change, names: { create: names.map((name) => ({ ...name, ...change })) } },
  })
}

async function addUsage(
  client: Client,
  missing: JapanDate[],
  onProgress: (line: string) => void,
): Promise<void> {
  const touchedMonths = new Set<JapanDate>()
  let month = { name: '', days: 0, calls: 0, destinations: 0 }
  for (const [index, date] of missing.entries()) {
    const day = makeDemoDay(date)
    for (const touched of await loadDay(client, day, importedBy)) touchedMonths.add(touched)
    month.name = date.slice(0, 7)
    month.days += 1
    month.calls += day.calls.length
    month.destinations += day.destinations.length
    if (missing[index + 1]?.startsWith(month.name)) continue
    onProgress(
      `${month.name}: ${month.days} days, ${month.calls} calls, ${month.destinations} destinations loaded`,
    )
    month = { name: '', days: 0, calls: 0, destinations: 0 }
  }
  if (missing.length === 0) return
  await vacuumUsageMonths(client, touchedMonths)
  await client.query('VACUUM (ANALYZE) contract, account, usage_code, usage_import, usage_import_contract')
}

/**
 * Closes the first month that was seeded, where it is whole, and loads a day of it once more with a call less: what a
 * correction after the closing looks like.
 */
async function closeFirstMonth(databaseUrl: string, client: Client): Promise<void> {
  const corrected = await withPrisma(databaseUrl, async (db) => {
    const isOfSeed = { importedBy, usageDate: { gt: databaseDay(manualDate) } }
    const first = await db.usageImport.findFirst({ where: isOfSeed, orderBy: { usageDate: 'asc' } })
    if (!first) return undefined
    const month = japanMonthOf(dateOfDatabaseDay(first.usageDate))
    const loaded = await loadedBetween(firstDayOf(month), lastDayOf(month), db, 'newest')
    if (loaded.length < daysOfMonth(month).length) return undefined
    const closedAt = japanInstant(`${addMonthsTo(month, 1)}-03`, 10)
    await closeMonth({ month, operator: importedBy, allowMissing: false }, closedAt, db)
    const closed = await db.closedMonth.findUniqueOrThrow({
      where: { month: databaseDay(firstDayOf(month)) },
    })
    const date = `${month}-${correctedDayOfMonth}`
    const isCorrected = { usageDate: databaseDay(date), id: { gt: closed.importId } }
    return (await db.usageImport.findFirst({ where: isCorrected })) ? undefined : date
  })
  if (corrected) await loadDay(client, makeCorrectedDay(corrected), importedBy)
}

/**
 * The days that the demo should hold and the import log does not: the manual's, and those since the month before
 * last, or since the first one ever seeded, so that a demo started again after long has no gap.
 */
async function missingDays(db: Database, now: Date): Promise<JapanDate[]> {
  const imports = await db.usageImport.findMany({
    select: { usageDate: true, importedBy: true },
    orderBy: { usageDate: 'asc' },
  })
  const loaded = imports.map((load) => ({
    date: dateOfDatabaseDay(load.usageDate),
    isSeed: load.importedBy === importedBy,
  }))
  const present = new Set(loaded.map(({ date }) => date))
  const today = japanDateOf(now)
  const windowStart = addJapanMonths(startOfJapanMonth(today), -2)
  const firstSeeded = loaded.find(({ date, isSeed }) => isSeed && date !== manualDate)?.date ?? windowStart

  const days = [manualDate]
  const start = firstSeeded < windowStart ? firstSeeded : windowStart
  for (let date = start; date < today; date = addJapanDays(date, 1)) days.push(date)
  return days.filter((date) => !present.has(date))
}
