import { connectDatabase } from '@/lib/db/pool'
import { startExportWorker } from '@/lib/exports/worker'

/** A worker as a process of its own, to be killed: begins when it is told the database, and says so. */
process.once('message', (databaseUrl: string) => {
  connectDatabase(databaseUrl)
  startExportWorker()
  process.send?.('working')
})
process.send?.('loaded')
