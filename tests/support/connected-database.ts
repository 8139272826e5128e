import type { Pool } from 'pg'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { createTestDatabase } from './database'

/** A migrated database for the tests of one file, with the process's pool on it; dropped after them. */
export function useTestDatabase(): { pool: () => Pool } {
  let pool: Pool | undefined
  let end: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const database = await createTestDatabase()
    const connected = connectDatabase(database.databaseUrl)
    pool = connected
    end = async () => {
      await getPrisma().$disconnect()
      await connected.end()
      await database.drop()
    }
  })
  afterAll(() => end?.())
  return { pool: () => pool! }
}
