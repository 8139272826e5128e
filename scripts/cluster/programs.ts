import path from 'node:path'
import { PlainError } from '@/lib/plain-error'
import { findPostgresPrograms, findServer } from '../find-program'

export interface DatabasePrograms {
  postgres: string
  initdb: string
  baseBackup: string
}

export interface ClusterPrograms extends DatabasePrograms {
  pgbouncer: string
  nginx: string
}

/** Finds what a primary and its replica are made of. */
export function findDatabasePrograms(): DatabasePrograms | undefined {
  const folder = findPostgresPrograms(['initdb', 'postgres', 'pg_basebackup'])
  if (folder === undefined) return undefined
  const [postgres, initdb, baseBackup] = ['postgres', 'initdb', 'pg_basebackup'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string]
  return { postgres, initdb, baseBackup }
}

/**
 * Finds what the cluster is made of beside the portal itself.
 * @throws PlainError with the packages of Debian that are missing, in one line.
 */
export function findClusterPrograms(): ClusterPrograms {
  const databases = findDatabasePrograms()
  const found = {
    postgresql: databases,
    pgbouncer: findServer('pgbouncer'),
    'nginx-light': findServer('nginx'),
  }
  const missing = Object.entries(found).flatMap(([name, program]) => (program ? [] : [name]))
  const { pgbouncer, 'nginx-light': nginx } = found
  if (!databases || !pgbouncer || !nginx)
    throw new PlainError(`The cluster needs programs that are not here. Install Debian’s ${list(missing)}.`)
  return { ...databases, pgbouncer, nginx }
}

const list = (names: string[]) =>
  `package${names.length > 1 ? 's' : ''} ${names.join(', ').replace(/, ([^,]+)$/, ' and $1')}`
