import { settingNames } from '@/lib/env'

/** Settings of the shell that runs the tests do not reach them: blank counts as absent, and `.env` does not fill it. */
export const clearedSettings = Object.fromEntries(settingNames.map((name) => [name, '']))
