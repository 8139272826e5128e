import type { UsageAlert } from '@/lib/db/generated/client'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { log } from '@/lib/log'
import { sumMonth } from '@/lib/statements/month-totals'
import {
  addMonthsTo,
  databaseMonth,
  japanMonthOf,
  monthInstants,
  type JapanMonth,
} from '@/lib/time/japan-month'
import { japanDateOf } from '@/lib/time/japan-time'
import { readSeenLoad } from '@/lib/usage/seen-load'
import { nextMonthState } from './month-state'

/**
 * Compares what months come to with the amounts that contracts have set, where the import log has a newer line than when
 * they were compared last, and writes down which mails follow (docs/decisions/0087). Any number of workers may do so at
 * once, and be killed. With nothing new it reads two short lists.
 */
export async function compareMonths(now: Date): Promise<void> {
  const db = getPrisma()
  const due = await db.usageAlert.findMany({
    where: notComparedSince(await newestImport(db)),
    select: { contractNumber: true },
  })
  for (const { contractNumber } of due)
    await compareContract(contractNumber, now).catch((error) =>
      log.error({ err: error, contractNumber }, 'months not compared'),
    )
}

async function newestImport(db: Database): Promise<bigint> {
  const { _max } = await db.usageImport.aggregate({ _max: { id: true } })
  return _max.id ?? 0n
}

const notComparedSince = (importId: bigint) => ({
  OR: [{ lookedImportId: null }, { lookedImportId: { lt: importId } }],
})

/** The row of the alert is held from the first statement on: of several workers one compares. */
function compareContract(contractNumber: string, now: Date): Promise<void> {
  return getPrisma().$transaction(async (db) => {
    // Read before the totals, beside which it lies: what an import brings meanwhile is compared again.
    const seen = await readSeenLoad(contractNumber, db)
    const importId = seen === 'newest' ? await newestImport(db) : seen
    const [alert] = await db.usageAlert.updateManyAndReturn({
      where: { contractNumber, ...notComparedSince(importId) },
      data: { lookedImportId: importId },
    })
    if (!alert) return
    for (const month of comparedMonths(alert.setAt, now)) await compareMonth(alert, month, now, db)
  })
}

/** The present month and the one before, but none that was over when the amount was set. */
export function comparedMonths(setAt: Date, now: Date): JapanMonth[] {
  const present = japanMonthOf(japanDateOf(now))
  const first = japanMonthOf(japanDateOf(setAt))
  return [addMonthsTo(present, -1), present].filter((month) => month >= first)
}

async function compareMonth(
  { contractNumber, amount }: UsageAlert,
  month: JapanMonth,
  now: Date,
  db: Database,
): Promise<void> {
  const key = { contractNumber, amount, month: databaseMonth(month) }
  const former = await db.alertMonth.findUnique({ where: { contractNumber_amount_month: key } })
  const isAbove = (await chargeOf(contractNumber, month, db)) > amount
  const state = nextMonthState(former ?? undefined, isAbove)
  if (!state) return
  if (state !== former) {
    const { times } = state
    await db.alertMonth.upsert({
      where: { contractNumber_amount_month: key },
      create: { ...key, isAbove, times, changedAt: now },
      update: { isAbove, times, changedAt: now },
    })
  }
  const mail = { ...key, time: state.times }
  if (isAbove) await writeDownPassed(mail, month, now, db)
  else if (former?.isAbove) await takeBack(mail, now, db)
}

/** What the calls of a month come to, in yen; of one that is closed what it came to then: later corrections do not count. */
async function chargeOf(contractNumber: string, month: JapanMonth, db: Database): Promise<bigint> {
  const closed = await db.closedMonth.findUnique({
    where: { month: databaseMonth(month) },
    include: { contracts: { where: { contractNumber, kind: 'call' } } },
  })
  if (closed) return closed.contracts[0]?.charge ?? 0n
  return (await sumMonth({ contractNumber, month }, db)).call.charge
}

interface MailKey {
  contractNumber: string
  amount: bigint
  month: Date
  time: number
}

/** A mail to each address that was confirmed by the end of the month and has none of this time. */
async function writeDownPassed(mail: MailKey, month: JapanMonth, now: Date, db: Database): Promise<void> {
  const { contractNumber } = mail
  const addresses = await db.alertAddress.findMany({
    where: { contractNumber, verifiedAt: { lt: monthInstants(month).until } },
    select: { id: true },
  })
  await db.alertMail.createMany({
    data: addresses.map(({ id }) => ({ ...mail, kind: 'passed', addressId: id, createdAt: now })),
    skipDuplicates: true,
  })
}

/** A mail to each address whose alert was tried. One that was not tried yet is dropped instead. */
async function takeBack(mail: MailKey, now: Date, db: Database): Promise<void> {
  await db.alertMail.deleteMany({ where: { ...mail, kind: 'passed', mailTriedAt: null } })
  const told = await db.alertMail.findMany({
    where: { ...mail, kind: 'passed' },
    select: { addressId: true },
  })
  await db.alertMail.createMany({
    data: told.map(({ addressId }) => ({ ...mail, kind: 'withdrawn', addressId, createdAt: now })),
    skipDuplicates: true,
  })
}
