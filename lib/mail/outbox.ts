import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/env'
import type { Mail } from './mail'

const mailsKept = 100

const storedMail = z.object({
  at: z.iso.datetime(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
})
export type OutboxMail = z.infer<typeof storedMail>

const directory = () => path.join(env.dataDirectory, 'outbox')

/** Whether mails go to the outbox: never in production, where its page would show everybody's codes. */
export const usesOutbox = () => !env.resendApiKey && (env.isDemo || env.mode !== 'production')

/** Puts a mail where a person can read it on the demo's outbox page: a file below the data directory. */
export async function putInOutbox(mail: Mail): Promise<void> {
  await mkdir(directory(), { recursive: true, mode: 0o700 })
  const at = new Date().toISOString()
  const name = `${at.replaceAll(':', '')}-${randomBytes(4).toString('hex')}.json`
  const unfinished = path.join(directory(), `.${name}`)
  await writeFile(unfinished, JSON.stringify({ at, ...mail } satisfies OutboxMail), { mode: 0o600 })
  await rename(unfinished, path.join(directory(), name))
  const superfluous = (await names()).slice(mailsKept)
  await Promise.all(superfluous.map((old) => rm(path.join(directory(), old), { force: true })))
}

/** The mails of the outbox, newest first. */
export async function readOutbox(): Promise<OutboxMail[]> {
  const files = await names()
  return Promise.all(
    files.map(async (name) =>
      storedMail.parse(JSON.parse(await readFile(path.join(directory(), name), 'utf8'))),
    ),
  )
}

async function names(): Promise<string[]> {
  const all = await readdir(directory()).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return all.filter((name) => !name.startsWith('.')).sort((one, other) => other.localeCompare(one))
}
