import './read-env-file'
import { addAccountCommands } from './account-commands'
import { addContractCommands } from './contract-commands'
import { addDatabaseCommands } from './db-commands'
import { addExportCommands } from './export-commands'
import { createProgram, runProgram } from './program'
import { runCommand } from './run-command'
import { addUsageCommands } from './usage-commands'

// `… | head`: what nobody reads any more is no failure of the work, whose exit code must say what was done.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

/** `npm run cli -- …`: the operator's command line. */
runCommand((running) => {
  const program = createProgram()
  addContractCommands(program, running)
  addAccountCommands(program, running)
  addUsageCommands(program, running)
  addExportCommands(program, running)
  addDatabaseCommands(program)
  return runProgram(program)
})
