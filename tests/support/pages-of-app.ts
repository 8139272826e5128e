import { readdirSync } from 'node:fs'
import path from 'node:path'

const app = path.resolve(__dirname, '../../app')

/** Every folder of `app` with a file of that name, as its address is: `/usage/calls/[callId]`. */
const foldersWith = (file: 'page.tsx' | 'route.ts'): string[] =>
  readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((found) => path.basename(found) === file)
    .map((found) => `/${path.dirname(found)}`.replace(/\/\([^)]+\)/g, '').replace(/^\/?\.?$/, '/'))
    .sort()

/** Every page that `app` has. */
export const pagesOfApp = (): string[] => foldersWith('page.tsx')

/** Every address of `app` that answers with data. */
export const handlersOfApp = (): string[] => foldersWith('route.ts')
