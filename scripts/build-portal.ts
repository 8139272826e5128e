import { cp, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import lockfile from 'proper-lockfile'
import { PlainError } from '@/lib/plain-error'
import { isBuildInUse, usersOf } from './build-users'
import { buildsFolder, checkout } from './checkout'
import { startNode } from './child'
import { hashSources } from './source-hash'

const buildsKept = 2
const attemptsMax = 3
const nextCommand = require.resolve('next/dist/bin/next')

/**
 * The folder of a finished build of the present sources: made if there is none yet, by one command at a time.
 * A build never changes once it is there, so a running server is untouched by those that follow.
 * @throws PlainError with the output of a build that fails.
 */
export async function buildPortal(): Promise<string> {
  const ready = await findBuild(await hashSources())
  if (ready) return ready

  await mkdir(buildsFolder, { recursive: true })
  const unlock = await lockfile.lock(buildsFolder, {
    lockfilePath: path.join(buildsFolder, 'building.lock'),
    stale: 10_000,
    retries: { forever: true, factor: 1, minTimeout: 200, maxTimeout: 200 },
    onCompromised: () => {},
  })
  try {
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      const hash = await hashSources()
      const made = await findBuild(hash)
      if (made) return made
      await runNextBuild()
      // What was edited meanwhile may be in the build or not.
      if ((await hashSources()) === hash) return await keepBuild(hash)
    }
    throw new PlainError('The sources change faster than they can be built.')
  } finally {
    await unlock().catch(() => {})
  }
}

async function findBuild(hash: string): Promise<string | undefined> {
  const folder = path.join(buildsFolder, hash)
  if (!(await stat(folder).catch(() => undefined))) return undefined
  // The age of a build counts from its last use.
  await utimes(folder, new Date(), new Date())
  return folder
}

async function runNextBuild() {
  const variables = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const build = startNode([nextCommand, 'build'], { cwd: checkout, variables, output: 'pipe' })
  const output: Buffer[] = []
  for (const stream of [build.process.stdout, build.process.stderr]) {
    stream?.on('data', (chunk: Buffer) => output.push(chunk))
  }
  const how = await build.ended
  if (how !== 'exit code 0')
    throw new PlainError(`${Buffer.concat(output).toString()}\nThe build failed (${how}).`)
}

/** Under another name until it is whole. */
async function keepBuild(hash: string): Promise<string> {
  const folder = path.join(buildsFolder, hash)
  const unfinished = `${folder}.unfinished`
  const built = path.join(checkout, '.next')
  await rm(unfinished, { recursive: true, force: true })
  // Links stay as they are, within the copy: else they would lead into the next build.
  await cp(path.join(built, 'standalone'), unfinished, { recursive: true, verbatimSymlinks: true })
  await cp(path.join(built, 'static'), path.join(unfinished, '.next', 'static'), { recursive: true })
  const hasPublic = await stat(path.join(checkout, 'public')).catch(() => undefined)
  if (hasPublic) await cp(path.join(checkout, 'public'), path.join(unfinished, 'public'), { recursive: true })
  // Settings come from the command that starts the server; a copy of today's `.env` would bring back old ones.
  for (const name of await readdir(unfinished)) {
    if (name.startsWith('.env')) await rm(path.join(unfinished, name))
  }
  await rename(unfinished, folder)
  await removeOldBuilds()
  return folder
}

async function removeOldBuilds() {
  const names = (await readdir(buildsFolder)).filter((name) => /^[0-9a-f]{16}$/.test(name))
  const builds = await Promise.all(
    names.map(async (name) => {
      const folder = path.join(buildsFolder, name)
      return { folder, usedAt: (await stat(folder)).mtimeMs }
    }),
  )
  for (const { folder } of builds.sort((a, b) => b.usedAt - a.usedAt).slice(buildsKept)) {
    if (await isBuildInUse(folder)) continue
    for (const gone of [folder, usersOf(folder)]) await rm(gone, { recursive: true, force: true })
  }
}
