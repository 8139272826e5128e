/** The browser tests that are not run against a cluster, and why. */
export const leftOutOfCluster: Record<string, string> = {
  'database-away.spec.ts': 'takes the database from a web process of its own',
  'key-rotation.spec.ts': 'starts web processes of its own, with other keys',
  'pooler.spec.ts': 'starts a pooler of its own',
  'proxied-address.spec.ts': 'stands in for the proxy before a web process of its own',
  'random-requests.spec.ts': 'sends what nginx would refuse to a web process of its own',
  'rolling-restart.spec.ts': 'starts and ends web processes of its own',
  'server-door.spec.ts': 'looks at memory and descriptors of a web process of its own',
  'usage-statements.spec.ts': 'reads what a web process of its own sends to its database',
}

/** What looks at a cluster alone. */
export const onlyOfCluster = 'cluster.spec.ts'
