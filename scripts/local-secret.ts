import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * The key that signs sessions where none is configured (demo, development, tests): made once a data directory,
 * so that a restart ends no session.
 */
export async function readLocalSecret(dataDirectory: string): Promise<string> {
  const file = path.join(dataDirectory, 'auth-secret')
  await mkdir(dataDirectory, { recursive: true })
  const unfinished = `${file}.${randomUUID()}`
  await writeFile(unfinished, randomBytes(32).toString('base64url'), { mode: 0o600 })
  // A link is never made over an existing file: of two processes at once both read the first one's key.
  await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(unfinished)
  return readFile(file, 'utf8')
}
