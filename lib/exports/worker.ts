import { setTimeout as pause } from 'node:timers/promises'
import { getPrisma } from '@/lib/db/prisma'
import { log } from '@/lib/log'
import { openExportQueue, sendExportJob, type ExportQueue } from './export-queue'
import { mailOwners } from './mail-owners'
import { makeExport } from './make-export'
import { purgeExports } from './purge-exports'
import { openStates } from './stored-export'

/** A request is started within a second (spec section 10). */
const pollMilliseconds = 400
/** A set whose worker died is taken up again within this time and a poll. */
const sweepMilliseconds = 5_000

export interface ExportWorker {
  /** Ends in order: what is being made is given back to the others. */
  stop(): Promise<void>
}

/**
 * Makes bulk exports, one at a time, sends their mails and deletes what is past its time, until it is stopped. Any
 * number of workers may run, in one process or on many machines.
 */
export function startExportWorker(): ExportWorker {
  const ending = new AbortController()
  const { signal } = ending
  const ended = Promise.all([work(signal), repeat(signal, sweepMilliseconds, sweep)])
  return {
    stop: async () => {
      ending.abort()
      await ended
    },
  }
}

async function work(signal: AbortSignal): Promise<void> {
  let queue: ExportQueue | undefined
  await repeat(signal, pollMilliseconds, async () => {
    queue ??= await openExportQueue()
    for (let job = await queue.next(); job && !signal.aborted; job = await queue.next()) {
      await makeExport(job.exportId, signal)
      await job.done()
      await mailOwners(new Date())
    }
  })
  await queue?.close()
}

/** What jobs and workers may have missed: none of it needs them to be right. */
async function sweep(): Promise<void> {
  const open = await getPrisma().exportRequest.findMany({
    where: { state: { in: openStates } },
    orderBy: { requestedAt: 'asc' },
    select: { id: true },
  })
  // A set that somebody is making stays theirs: its lock says so.
  for (const { id } of open) await sendExportJob(getPrisma(), id)
  await mailOwners(new Date())
  await purgeExports(new Date())
}

/** Does something again and again until the signal; a failure, such as a database that is away, ends one round. */
async function repeat(signal: AbortSignal, milliseconds: number, round: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await round().catch((error) => log.warn({ err: error }, 'worker of bulk exports'))
    await pause(milliseconds, undefined, { signal }).catch(() => {})
  }
}
