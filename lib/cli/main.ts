import './read-env-file'
import { addAccountCommands } from './account-commands'
import { addContractCommands } from './contract-commands'
import { addDatabaseCommands } from './db-commands'
import { addExportCommands } from './export-commands'
import { createProgram, runProgram } from './program'
import { runCommand } from './run-command'

/** `npm run cli -- …`: the operator's command line. */
runCommand((running) => {
  const program = createProgram()
  addContractCommands(program, running)
  addAccountCommands(program, running)
  addExportCommands(program, running)
  addDatabaseCommands(program)
  return runProgram(program)
})
