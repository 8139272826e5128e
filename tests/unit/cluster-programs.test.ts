import { findClusterPrograms } from '@/scripts/cluster/programs'

let here: string[] = []

jest.mock('@/scripts/find-program', () => ({
  findServer: (name: string) => (here.includes(name) ? `/usr/sbin/${name}` : undefined),
  findPostgresPrograms: () => (here.includes('postgres') ? '/usr/lib/postgresql/15/bin' : undefined),
}))

test.each([
  [[], 'packages postgresql, pgbouncer and nginx-light'],
  [['postgres'], 'packages pgbouncer and nginx-light'],
  [['postgres', 'pgbouncer'], 'package nginx-light'],
])('where only %j is installed, one line names the packages that are missing', (programs, named) => {
  here = programs
  expect(findClusterPrograms).toThrow(
    `The cluster needs programs that are not here. Install Debian’s ${named}.`,
  )
})

test('where all are there nothing is missing', () => {
  here = ['postgres', 'pgbouncer', 'nginx']
  expect(findClusterPrograms()).toMatchObject({
    baseBackup: '/usr/lib/postgresql/15/bin/pg_basebackup',
    nginx: '/usr/sbin/nginx',
  })
})
