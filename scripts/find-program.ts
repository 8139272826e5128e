import { accessSync, constants, readdirSync } from 'node:fs'
import path from 'node:path'
import { env } from '@/lib/env'

/** Where Debian puts PostgreSQL's programs of each version; they are not on the PATH. */
const debianPostgres = '/usr/lib/postgresql'

/** Where Debian puts servers; it is not on everybody's PATH. */
const serverFolder = '/usr/sbin'

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The program on the PATH of the first of these names that is there. */
export function findOnPath(names: string[]): string | undefined {
  return names
    .flatMap((name) => env.programFolders.map((folder) => path.join(folder, name)))
    .find(isExecutable)
}

/** A server by its name, on the PATH or not. */
export const findServer = (name: string): string | undefined =>
  findOnPath([name]) ?? [path.join(serverFolder, name)].find(isExecutable)

/** A folder with all of these programs of PostgreSQL, of the newest version that has them. */
export function findPostgresPrograms(names: string[]): string | undefined {
  return [...debianVersions(), ...env.programFolders].find((folder) =>
    names.every((name) => isExecutable(path.join(folder, name))),
  )
}

function debianVersions(): string[] {
  try {
    const versions = readdirSync(debianPostgres).sort((a, b) => Number(b) - Number(a))
    return versions.map((version) => path.join(debianPostgres, version, 'bin'))
  } catch {
    return []
  }
}
