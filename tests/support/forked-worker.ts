import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Pool } from 'pg'

/** Workers as processes of their own, to be killed; those that are left are killed after the tests. */
export function useForkedWorkers(pool: () => Pool) {
  const workers = new Set<ChildProcess>()
  afterAll(() => {
    for (const worker of workers) worker.kill('SIGKILL')
  })
  return {
    /** A worker that has loaded what it needs and waits to be told the database. */
    async load(): Promise<ChildProcess> {
      const worker = fork(path.join(__dirname, 'export-worker.ts'), [], {
        execArgv: ['--import', 'tsx'],
        env: { ...process.env, LOG_LEVEL: 'silent' },
      })
      workers.add(worker)
      await once(worker, 'message')
      return worker
    },
    async begin(worker: ChildProcess): Promise<void> {
      worker.send(pool().options.connectionString!)
      await once(worker, 'message')
    },
    async kill(worker: ChildProcess): Promise<void> {
      workers.delete(worker)
      const gone = once(worker, 'exit')
      worker.kill('SIGKILL')
      await gone
    },
  }
}
