import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { PlainError } from '@/lib/plain-error'
import type { Place } from './place'
import { serverProcess } from './server-user'

export type Cluster = { data: string; password: string }

/** The one role of an embedded server. */
export const superuser = 'portal'

/** How texts are compared and sorted: by code points, as PostgreSQL itself does since version 17. */
const builtinLocale = { locale: 'C', 'locale-provider': 'builtin', 'builtin-locale': 'C.UTF-8' }

/** Gives the cluster of a place, made first where there is none yet. */
export async function openCluster(
  place: Place,
  locale: Record<string, string> = builtinLocale,
): Promise<Cluster> {
  await removeUnfinished(place)
  const cluster = await readCluster(place)
  if (cluster) return cluster
  await makeCluster(place, locale)
  return (await readCluster(place))!
}

async function readCluster({ cluster, binaries }: Place): Promise<Cluster | undefined> {
  const data = path.join(cluster, 'data')
  try {
    const made = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim()
    const { stdout } = await promisify(execFile)(binaries.postgres, ['--version'])
    const installed = /(\d+)\./.exec(stdout)?.[1]
    if (made !== installed) {
      throw new PlainError(
        `The data in ${cluster} is of PostgreSQL ${made}, the installed server is ${installed}: ` +
          'delete that folder, or install the version of the portal that made it.',
      )
    }
    return { data, password: await readFile(path.join(cluster, 'password'), 'utf8') }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    if (code === 'EACCES') throw new PlainError(`The database in ${cluster} belongs to another user.`)
    throw error
  }
}

/** Under another name until it is whole: being killed half-way leaves nothing that looks like a cluster. */
async function makeCluster({ cluster, link, user, binaries }: Place, locale: Record<string, string>) {
  const unfinished = await mkdtemp(`${cluster}${unfinishedMark}`)
  const passwordFile = path.join(unfinished, 'password')
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600, flush: true })
  if (user) for (const made of [unfinished, passwordFile]) await chown(made, user.uid, user.gid)
  const settings = [
    ['--pgdata', path.join(unfinished, 'data')],
    ['--username', superuser],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    ...Object.entries(locale).map(([name, value]) => [`--${name}`, value]),
  ]
  try {
    await promisify(execFile)(binaries.initdb, settings.flat(), { ...user, ...serverProcess })
  } catch (error) {
    const { stderr } = error as { stderr?: string }
    throw new PlainError(`The database could not be set up in ${cluster}: ${lastLine(stderr)}`)
  }
  await rename(unfinished, cluster)
  if (link) await symlink(cluster, link)
}

const unfinishedMark = '.unfinished-'

async function removeUnfinished({ cluster }: Place) {
  const prefix = path.basename(cluster) + unfinishedMark
  for (const name of await readdir(path.dirname(cluster))) {
    if (!name.startsWith(prefix)) continue
    await rm(path.join(path.dirname(cluster), name), { recursive: true, force: true }).catch(() => {})
  }
}

export function lastLine(text = ''): string {
  return text.trim().split('\n').at(-1) ?? ''
}
