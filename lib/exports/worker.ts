import { getPrisma } from '@/lib/db/prisma'
import { log } from '@/lib/log'
import { untilStopped, repeat, type Stoppable } from '@/lib/repeat'
import { openExportQueue, sendExportJob, type ExportQueue } from './export-queue'
import { mailOwners } from './mail-owners'
import { makeExport } from './make-export'
import { mailUnmade } from './mail-unmade'
import { purgeExports } from './purge-exports'
import { requestStandingExports } from './request-standing-exports'
import { whereDue } from './run-state'

/** A request is started within a second (spec section 10). */
const pollMilliseconds = 400
/** A set whose worker died is taken up again within this time and a poll. */
const sweepMilliseconds = 5_000
/** What is made of each month waits for hours; its set is then made as fast as any. */
const monthlyMilliseconds = 15_000

/**
 * Makes bulk exports, one at a time, asks for those of each month, sends their mails and deletes what is past its time,
 * until it is stopped: what is being made is given back to the others then. Any number of workers may run, in one
 * process or on many machines.
 */
export const startExportWorker = (): Stoppable =>
  untilStopped(async (signal) => {
    const mailing = mailBeside(signal)
    await Promise.all([
      work(signal, mailing.begin),
      repeat(signal, sweepMilliseconds, () => sweep(mailing.begin)),
      repeat(signal, monthlyMilliseconds, makeMonths),
    ])
    await mailing.ended()
  })

/** Mails owners beside the work, one round at a time: a mail service that does not answer keeps no set waiting. */
function mailBeside(signal: AbortSignal) {
  let round: Promise<void> | undefined
  return {
    /** Begins a round; one that goes on already, or the next sweep, finds what it does not. */
    begin: () => {
      round ??= mailOwners(new Date(), signal)
        .catch((error) => log.warn({ err: error }, 'mails about bulk exports'))
        .finally(() => (round = undefined))
    },
    ended: async () => round,
  }
}

async function work(signal: AbortSignal, beginMailing: () => void): Promise<void> {
  let queue: ExportQueue | undefined
  await repeat(signal, pollMilliseconds, async () => {
    queue ??= await openExportQueue()
    for (let job = await queue.next(); job && !signal.aborted; job = await queue.next()) {
      await makeExport(job.exportId, signal)
      await job.done()
      beginMailing()
    }
  })
  await queue?.close()
}

/** What jobs and workers may have missed: none of it needs them to be right. */
async function sweep(beginMailing: () => void): Promise<void> {
  const due = await getPrisma().exportRequest.findMany({
    where: whereDue(new Date()),
    orderBy: { requestedAt: 'asc' },
    select: { id: true },
  })
  // A set that somebody is making stays theirs: its lock says so.
  for (const { id } of due) await sendExportJob(getPrisma(), id)
  beginMailing()
  await purgeExports(new Date())
}

/** Asks for the sets of each month, and mails about months that are not made. */
async function makeMonths(): Promise<void> {
  await requestStandingExports(new Date())
  await mailUnmade(new Date())
}
