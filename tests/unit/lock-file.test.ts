import { readFileSync } from 'node:fs'
import path from 'node:path'

type Locked = { version: string; optionalDependencies?: Record<string, string> }

const root = path.resolve(__dirname, '../..')
const read = (name: string) => JSON.parse(readFileSync(path.join(root, name), 'utf8')) as unknown

const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }

it('locks the packages of every platform: without one of them, npm 11 refuses `npm ci` on all of them', () => {
  const missing = Object.entries(packages).flatMap(([owner, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`${owner}/node_modules/${name}`] && !packages[`node_modules/${name}`],
    ),
  )
  expect(missing).toEqual([])
})

it('pins what the project asks for itself', () => {
  const { dependencies, devDependencies } = read('package.json') as Record<string, Record<string, string>>
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d/.test(version),
  )
  expect(ranges).toEqual([])
})
