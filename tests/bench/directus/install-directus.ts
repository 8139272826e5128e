import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { step } from '@/scripts/progress'
import { PlainError } from '@/lib/plain-error'

/** The last version that runs on Node.js 20: from 11.4 it asks for 22. */
export const directusVersion = '11.3.5'

/** isolated-vm, which Directus starts with, comes built for this one. */
const nodeMajor = '20'
const outputBytesMax = 16 * 2 ** 20

/**
 * Installs Directus from the npm registry, once, beside the data of the bench.
 * @returns its folder.
 * @throws PlainError on another Node.js, or with what npm said.
 */
export async function installDirectus(dataDirectory: string): Promise<string> {
  if (process.versions.node.split('.')[0] !== nodeMajor)
    throw new PlainError(`Directus ${directusVersion} is measured on Node.js ${nodeMajor} alone.`)
  const folder = path.join(dataDirectory, `directus-${directusVersion}`)
  if (!existsSync(folder))
    await step(`Directus ${directusVersion} from npm (some minutes)`, async () => {
      const unfinished = `${folder}.unfinished`
      await rm(unfinished, { recursive: true, force: true })
      await mkdir(unfinished, { recursive: true })
      await writeFile(path.join(unfinished, 'package.json'), '{ "private": true }\n')
      await runNpm(unfinished)
      await rename(unfinished, folder)
    })
  return folder
}

/** Without install scripts: what it needs of PostgreSQL, passwords and its sandbox lies built in the packages. */
async function runNpm(folder: string): Promise<void> {
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder]
  try {
    await promisify(execFile)('npm', ['install', ...options, `directus@${directusVersion}`], {
      cwd: folder,
      maxBuffer: outputBytesMax,
    })
  } catch (error) {
    throw new PlainError(`Directus could not be installed: ${(error as Error).message}`)
  }
}
