import { readdirSync } from 'node:fs'
import path from 'node:path'

const app = path.resolve(__dirname, '../../app')

/** Every page that `app` has, as its folder is: `/usage/calls/[callId]`. */
export const pagesOfApp = (): string[] =>
  readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file}`.replace(/\/page\.tsx$|\/\([^)]+\)/g, '').replace(/^(page\.tsx)?$/, '/'))
    .sort()
