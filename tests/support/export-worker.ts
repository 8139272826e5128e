import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { startWorker } from '@/lib/jobs/start-worker'

/** A worker as a process of its own, to be killed: begins when it is told the database, and says so. */
process.once('message', async (databaseUrl: string) => {
  connectDatabase(databaseUrl)
  // Loaded at its first use otherwise, it would take up the moments at which the worker is killed.
  await getPrisma().$connect()
  startWorker()
  process.send?.('working')
})
process.send?.('loaded')
