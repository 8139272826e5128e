import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { leftOutOfCluster, onlyOfCluster } from '@/tests/support/left-out-of-cluster'

const folder = path.join(__dirname, '../e2e')
const specs = readdirSync(folder).filter((name) => name.endsWith('.spec.ts'))
const startsServers = (name: string) =>
  readFileSync(path.join(folder, name), 'utf8').includes("from '@/tests/support/web-server'")

test('the cluster is spared those browser tests that start servers of their own, and no others', () => {
  expect(specs).toContain(onlyOfCluster)
  expect(Object.keys(leftOutOfCluster).sort()).toEqual(specs.filter(startsServers).sort())
})
