import type { Pool } from 'pg'
import type { EventKind } from '@/lib/audit/record-event'
import { requestIdOf, type Answer } from './ask'
import type { ManagedProcess } from './managed-process'

/** An event that the audit trail must have, since somebody was answered. */
interface Expected {
  kind: EventKind
  requestId: string
  web: string
  until: number
}

/** Noted after the last byte: a process that is killed within this time of it may not have got to it. */
const afterwardsMilliseconds = 2_000

/** Notes what the audit trail must have, and compares it in the end. */
export class Trail {
  private readonly expected: Expected[] = []

  /** An answer promises an event of its request. */
  expect(answer: Answer, kind: EventKind): void {
    this.expected.push({ kind, requestId: requestIdOf(answer), web: answer.web, until: answer.until })
  }

  get size(): number {
    return this.expected.length
  }

  /** What is missing, or is there more than once. */
  async differences(pool: Pool, processes: ManagedProcess[]): Promise<string[]> {
    const { rows } = await pool.query<{ kind: string; request_id: string; times: number }>(
      `SELECT kind, request_id, count(*)::int AS times FROM security_event
       WHERE request_id = ANY ($1) GROUP BY kind, request_id`,
      [this.expected.map(({ requestId }) => requestId)],
    )
    const times = new Map(rows.map((row) => [`${row.kind} ${row.request_id}`, row.times]))
    const killed = new Map(processes.map((process) => [process.name, process]))
    return this.expected.flatMap(({ kind, requestId, web, until }) => {
      const found = times.get(`${kind} ${requestId}`) ?? 0
      if (found === 1) return []
      const mayLack =
        kind === 'downloadCompleted' &&
        killed.get(web)?.wasKilledWithin(until - afterwardsMilliseconds, until + afterwardsMilliseconds)
      if (found === 0 && mayLack) return []
      return [`${kind} of request ${requestId} (${web}) is there ${found} times`]
    })
  }
}
