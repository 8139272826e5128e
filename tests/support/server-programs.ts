import { findDatabasePrograms } from '@/scripts/cluster/programs'
import { findOnPath, findPostgresPrograms, findServer } from '@/scripts/find-program'

/** A folder with a PostgreSQL server and its own pg_dump: one of an earlier version refuses a server. */
export const findBackupPrograms = () => findPostgresPrograms(['initdb', 'postgres', 'pg_dump', 'pg_restore'])

export const findNginx = () => findServer('nginx')
export const findSystemdAnalyze = () => findOnPath(['systemd-analyze'])

/** What the tests of deploying leave out on this machine, a line each. */
export const leftOutOfDeploying = (): string[] =>
  [
    [
      findBackupPrograms(),
      'There is no PostgreSQL server with its pg_dump: no backup is made and restored.',
      'postgresql',
    ],
    [
      findDatabasePrograms(),
      'There is no PostgreSQL server with its pg_basebackup: nothing is read from a replica.',
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
