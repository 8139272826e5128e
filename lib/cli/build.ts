import './read-env-file'
import { buildPortal } from './build-portal'
import { step } from './progress'
import { runCommand } from './run-command'

/** `npm run build`: the build that the next `npm start` or `npm run demo` runs from. */
runCommand(async () => {
  await step('Build', buildPortal)
})
