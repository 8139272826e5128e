import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { checkout } from './checkout'

/** All that a build is made from. What is missing here would leave an old build in use. */
const sources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  // How the copy is made.
  'scripts/build-portal.ts',
]

/** A name for the present state of the sources: the same files give the same name. */
export async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const source of sources) {
    for (const file of (await listFiles(source)).sort()) {
      hash.update(`\n${file}\n`).update(await readFile(path.join(checkout, file)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

async function listFiles(name: string): Promise<string[]> {
  try {
    const entries = await readdir(path.join(checkout, name), { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.relative(checkout, path.join(entry.parentPath, entry.name)))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTDIR') return [name]
    if (code === 'ENOENT') return []
    throw error
  }
}
