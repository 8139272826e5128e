import { createWriteStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { Pool } from 'pg'
import { checkout } from '@/scripts/checkout'
import type { RunningProcess } from '@/scripts/run-process'
import { clearedSettings } from '@/tests/support/cleared-settings'
import { startMailService, type MailService } from '@/tests/support/mail-service'

/** What the processes of the portal that is tried stand on, beside their database. */
export interface Ground {
  folder: string
  dataDirectory: string
  /** Where its processes put files for a while. */
  temporary: string
  log: string
  logStream: Writable
  mail: MailService
  /** The settings of its processes. */
  variables: Record<string, string>
}

/** Makes it. All of it goes with this process. */
export async function prepareGround(running: RunningProcess): Promise<Ground> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-faults-'))
  running.atEnd(() => rm(folder, { recursive: true, force: true }))
  const [dataDirectory, temporary] = [path.join(folder, 'own'), path.join(folder, 'temporary')]
  for (const place of [dataDirectory, temporary]) await mkdir(place)
  // The database's own user passes through it.
  await chmod(folder, 0o755)
  const log = path.join(checkout, '.data', 'faults.log')
  const mail = await startMailService()
  running.atEnd(async () => mail.close())
  const variables = {
    ...withoutServerSettings(clearedSettings),
    WORKER: 'off',
    RESEND_API_KEY: 're_faults',
    RESEND_BASE_URL: mail.url,
    MAIL_FROM: 'BizFAX <no-reply@bizfax.example>',
    TRUSTED_PROXY_HEADER: addressHeader,
    TMPDIR: temporary,
  }
  return { folder, dataDirectory, temporary, log, logStream: createWriteStream(log), mail, variables }
}

/** The header in which clients tell an address of their own, as those of a proxy. */
export const addressHeader = 'x-forwarded-for'

const setByServers = [
  ...['DATABASE_URL', 'DATABASE_REPLICA_URL', 'DATABASE_POOLED', 'PORTAL_DATA_DIRECTORY'],
  ...['AUTH_SECRET', 'AUTH_URL', 'PORT', 'METRICS_PORT', 'METRICS_HOST', 'STOP_NOTICE_SECONDS'],
]

const withoutServerSettings = (variables: Record<string, string>) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => !setByServers.includes(name)))

/** The connections of the checks, to the database itself. */
export function openPool(running: RunningProcess, databaseUrl: string): Pool {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 })
  pool.on('error', () => undefined)
  running.atEnd(() => pool.end())
  return pool
}
