import path from 'node:path'

/** The project's own folder, wherever a command was called from. */
export const checkout = path.resolve(__dirname, '..')

/** Finished builds belong to the checkout, whatever data directory a command was told to use. */
export const buildsFolder = path.join(checkout, '.data', 'builds')
