import { finished, type Readable } from 'node:stream'
import { eventOf, recordEvent, type EventKind, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
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

  const end = async (state: 'completed' | 'broken') => {
    const id = await started
    const at = new Date()
    await getPrisma().$transaction(async (db) => {
      await recordEvent(db, eventAt(state === 'completed' ? 'downloadCompleted' : 'downloadBroken', at))
      await endDownload(id, state, at, db)
      await forgetOldDownloads(user, at, db)
    })
  }
  const beat = async () => keepDownloadAlive(await started, new Date())
  const heartbeat = setInterval(() => {
    beat().catch((failure: Error) => log.warn({ err: failure }, 'download not kept alive'))
  }, heartbeatSeconds * 1_000)
  heartbeat.unref()
  finished(file, { writable: false }, (error) => {
    clearInterval(heartbeat)
    end(error ? 'broken' : 'completed').catch((failure: Error) =>
      log.error({ err: failure }, 'end of a download not noted'),
    )
  })
  // Each statement before the first byte is waited for: this one goes beside the others.
  await Promise.all([started, keepFileChoices(user, choices)])
}
