import { finished, type Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { eventOf, recordEvent, type EventKind, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { isDatabaseAway } from '@/lib/db/sql-state'
import { finishBeforeStop } from '@/lib/http/stop-servers'
import { log } from '@/lib/log'
import {
  beginDownload,
  endDownload,
  forgetOldDownloads,
  heartbeatSeconds,
  keepDownloadAlive,
} from './download-state'
import { keepFileChoices, type FileChoices } from './last-choices'

/** Who takes which file. */
export interface TrackedDownload {
  user: AccountUser
  source: RequestSource
  choices: FileChoices
  ticket?: string
  /** What the audit trail says of it. */
  detail: Record<string, string | number>
}

/**
 * Tracks a download from its start to its end: its row, its notes in the audit trail, and its choices as the last ones
 * of its account.
 * @returns when the start is noted; the end is noted when it comes.
 */
export async function trackDownload(file: Readable, download: TrackedDownload, now: Date): Promise<void> {
  const { user, source, choices, ticket, detail } = download
  const eventAt = (kind: EventKind, at: Date) => ({ ...eventOf(user, source, at), kind, detail })
  const started = getPrisma().$transaction(async (db) => {
    await recordEvent(db, eventAt('downloadStarted', now))
    return beginDownload(user, ticket, now, db)
  })

  const end = async (state: 'completed' | 'broken', at: Date) => {
    const id = await started.catch(() => undefined)
    // Without a row for its start there is none to end.
    if (id === undefined) return
    await untilNoted(() =>
      getPrisma().$transaction(async (db) => {
        // A try that got no answer may have noted it.
        if (!(await endDownload(id, state, at, db))) return
        await recordEvent(db, eventAt(state === 'completed' ? 'downloadCompleted' : 'downloadBroken', at))
        await forgetOldDownloads(user, at, db)
      }),
    )
  }
  const beat = async () => keepDownloadAlive(await started, new Date())
  const heartbeat = setInterval(() => {
    beat().catch((failure: Error) => log.warn({ err: failure }, 'download not kept alive'))
  }, heartbeatSeconds * 1_000)
  heartbeat.unref()
  finished(file, { writable: false }, (error) => {
    clearInterval(heartbeat)
    const noted = end(error ? 'broken' : 'completed', new Date()).catch((failure: Error) =>
      log.error({ err: failure }, 'end of a download not noted'),
    )
    finishBeforeStop(noted)
  })
  // Each statement before the first byte is waited for: this one goes beside the others.
  await Promise.all([started, keepFileChoices(user, choices)])
}

/** What breaks a download most often is a database that goes away, or has no space: its end is noted when that is over. */
const noteMinutesMax = 10
const noteSecondsBetween = 2

/** Does something again and again until it succeeds. @throws its failure once it has been tried for so long. */
async function untilNoted(note: () => Promise<void>): Promise<void> {
  const end = performance.now() + noteMinutesMax * 60_000
  for (;;) {
    try {
      return await note()
    } catch (error) {
      if (performance.now() > end || !isDatabaseAway(error)) throw error
    }
    await pause(noteSecondsBetween * 1_000, undefined, { ref: false })
  }
}
