import './read-env-file'
import { addAccountCommands } from '@/lib/cli/account-commands'
import { addAuditCommands } from '@/lib/cli/audit-commands'
import type { CommandDatabase } from '@/lib/cli/command-context'
import { addContractCommands } from '@/lib/cli/contract-commands'
import { addDatabaseCommands } from '@/lib/cli/db-commands'
import { addExportCommands } from '@/lib/cli/export-commands'
import { createProgram, runProgram } from '@/lib/cli/program'
import { addUsageCommands } from '@/lib/cli/usage-commands'
import { env } from '@/lib/env'
import { readLocalSecret } from './local-secret'
import { openDatabase } from './open-database'
import { requireDirect } from './require-direct'
import { runProcess, type RunningProcess } from './run-process'

// `… | head`: output without a reader is no failure of the work, whose exit code must say what was done.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

/** `npm run cli -- …`: the operator's command line. */
runProcess((running) => {
  const context = { atEnd: running.atEnd, openDatabase: () => openFor(running) }
  const program = createProgram()
  addContractCommands(program, context)
  addAccountCommands(program, context)
  addUsageCommands(program, context)
  addAuditCommands(program, context)
  addExportCommands(program, context)
  addDatabaseCommands(program, context)
  return runProgram(program)
})

async function openFor(running: RunningProcess): Promise<CommandDatabase> {
  requireDirect()
  const { databaseUrl, close } = await openDatabase()
  running.atEnd(close)
  return { databaseUrl, authSecret: env.databaseUrl ? undefined : await readLocalSecret(env.dataDirectory) }
}
