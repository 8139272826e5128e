import path from 'node:path'
import { PlainError } from '@/lib/plain-error'
import { findPostgresPrograms, findServer } from '../find-program'

export interface ClusterPrograms {
  postgres: string
  initdb: string
  baseBackup: string
  pgbouncer: string
  nginx: string
}

/**
 * Finds what the cluster is made of beside the portal itself.
 * @throws PlainError with the packages of Debian that are missing, in one line.
 */
export function findClusterPrograms(): ClusterPrograms {
  const folder = findPostgresPrograms(['initdb', 'postgres', 'pg_basebackup'])
  const found = { postgresql: folder, pgbouncer: findServer('pgbouncer'), 'nginx-light': findServer('nginx') }
  const missing = Object.entries(found).flatMap(([name, program]) => (program ? [] : [name]))
  const { pgbouncer, 'nginx-light': nginx } = found
  if (!folder || !pgbouncer || !nginx)
    throw new PlainError(`The cluster needs programs that are not here. Install Debian’s ${list(missing)}.`)
  return {
    postgres: path.join(folder, 'postgres'),
    initdb: path.join(folder, 'initdb'),
    baseBackup: path.join(folder, 'pg_basebackup'),
    pgbouncer,
    nginx,
  }
}

const list = (names: string[]) =>
  `package${names.length > 1 ? 's' : ''} ${names.join(', ').replace(/, ([^,]+)$/, ' and $1')}`
