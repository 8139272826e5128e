import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { startExportWorker } from '@/lib/exports/worker'

/** A worker as a process of its own, to be killed: begins when it is told the database, and says so. */
process.once('message', async (databaseUrl: string) => {
  connectDatabase(databaseUrl)
  // Loaded at its first use otherwise, it would take up the moments at which the worker is killed.
  await getPrisma().$connect()
  startExportWorker()
  process.send?.('working')
})
process.send?.('loaded')
