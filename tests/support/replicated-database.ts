import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { applyMigrations } from '@/lib/db/migrate'
import { connectDatabase, connectReplica } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { makeDatabases, whenCaughtUp, type Databases } from '@/scripts/cluster/databases'
import { findDatabasePrograms } from '@/scripts/cluster/programs'
import { findServerUser } from '@/scripts/embedded/server-user'

/**
 * A migrated PostgreSQL with a streaming replica for the tests of one file, both with the process's pools on them; gone after
 * them. Only where `findDatabasePrograms` finds some.
 * @param replicaSettings of both, for what a test of the replica needs.
 */
export function useReplicatedDatabase(settings: Record<string, string> = {}) {
  let databases: Databases | undefined
  let folder: string | undefined
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portal-replicated-'))
    const user = await findServerUser(folder)
    if (user) await chown(folder, user.uid, user.gid)
    const unsafe = { fsync: 'off', full_page_writes: 'off', shared_buffers: '32MB' }
    databases = await makeDatabases({ folder, user }, findDatabasePrograms()!, { ...unsafe, ...settings })
    await databases.primary.start()
    await applyMigrations(databases.primaryUrl)
    await databases.replica.start()
    await whenCaughtUp(databases)
    connectDatabase(databases.primaryUrl)
    await connectReplica(databases.replicaUrl)
  })
  afterAll(async () => {
    await connectReplica(undefined)
    await getPrisma().$disconnect()
    await databases?.replica.stop()
    await databases?.primary.stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  })
  return {
    databases: () => databases!,
    /** Runs a statement on the replica, by a connection of its own. */
    onReplica: async (text: string) => {
      const client = new Client({ connectionString: databases!.replicaUrl })
      await client.connect()
      try {
        return (await client.query(text)).rows
      } finally {
        await client.end()
      }
    },
  }
}
