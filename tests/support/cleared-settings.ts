import { settingNames } from '@/lib/env'

/** No setting of whoever runs the tests reaches them: blank counts as absent, and `.env` does not fill it. */
export const clearedSettings = Object.fromEntries(settingNames.map((name) => [name, '']))
