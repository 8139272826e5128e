import './read-env-file'
import { buildPortal } from './build-portal'
import { step } from './progress'
import { runProcess } from './run-process'

/** `npm run build`: the build that the next `npm start` or `npm run demo` runs from. */
runProcess(async () => {
  await step('Build', buildPortal)
})
