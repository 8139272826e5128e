import { readdirSync } from 'node:fs'
import path from 'node:path'
import { findOnPath, isExecutable } from './programs'

const needed = ['initdb', 'postgres', 'pg_dump', 'pg_restore']

/** Where Debian puts the programs of each version, the newest first; they are not on the PATH. */
const debianFolder = '/usr/lib/postgresql'

/** A folder with a PostgreSQL server and its own pg_dump: one of an earlier version refuses a server. */
export function findPostgresPrograms(): string | undefined {
  const folders = [...debianVersions(), ...(process.env.PATH ?? '').split(path.delimiter).filter(Boolean)]
  return folders.find((folder) => needed.every((name) => isExecutable(path.join(folder, name))))
}

function debianVersions(): string[] {
  try {
    const versions = readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a))
    return versions.map((version) => path.join(debianFolder, version, 'bin'))
  } catch {
    return []
  }
}

/** Root's programs, which are not on everybody's PATH. */
const debianNginx = '/usr/sbin/nginx'

export const findNginx = () => findOnPath(['nginx']) ?? (isExecutable(debianNginx) ? debianNginx : undefined)
export const findSystemdAnalyze = () => findOnPath(['systemd-analyze'])

/** What the tests of deploying leave out on this machine, a line each. */
export const leftOutOfDeploying = (): string[] =>
  [
    [
      findPostgresPrograms(),
      'There is no PostgreSQL server with its pg_dump: no backup is made and restored.',
      'postgresql',
    ],
    [findNginx(), 'There is no nginx: it does not check deploy/nginx/portal.conf.', 'nginx-light'],
    [
      findSystemdAnalyze(),
      'There is no systemd-analyze: it does not check the units of deploy/systemd.',
      'systemd',
    ],
  ]
    .filter(([found]) => !found)
    .map(([, line, debianPackage]) => `${line} Install Debian’s package ${debianPackage}.`)
