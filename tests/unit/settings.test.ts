import { readFileSync } from 'node:fs'
import path from 'node:path'
import { settingNames } from '@/lib/env'

const read = (name: string) => readFileSync(path.join(__dirname, '../..', name), 'utf8')

/** Read by the tests, which are no part of the product. */
const ofTests = ['CHROMIUM_PATH']

const known = [...settingNames, ...ofTests].sort()

test.each([
  ['.env.example', /^([A-Z_]+)=/gm],
  ['docs/configuration.md', /^\| `([A-Z_]+)` +\|/gm],
])('%s has each setting once, and no other', (file, name) => {
  expect([...read(file).matchAll(name)].map(([, found]) => found!).sort()).toEqual(known)
})

test('an example is blank, so that a copy changes nothing', () => {
  expect(read('.env.example').match(/^[A-Z_]+=.+$/gm)).toBeNull()
})
