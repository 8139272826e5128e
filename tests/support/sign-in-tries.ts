import { randomUUID } from 'node:crypto'
import type { RequestSource } from '@/lib/audit/record-event'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { createTestAccount } from './account'

export const start = new Date('2026-11-22T03:00:00Z')
export const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
export const source: RequestSource = { address: null, userAgent: 'test' }

/** The password step of a sign-in. */
export const attempt = (userId: string, password: string, now = start, from = source) =>
  startSignIn({ userId, password }, from, now)

/** What must be the same for a known user ID and an unknown one: a name, and how to make such an ID. */
export const anyUserId: [string, () => Promise<string>][] = [
  ['a known user ID', async () => (await createTestAccount()).userId],
  ['an unknown user ID', async () => randomUUID()],
]
