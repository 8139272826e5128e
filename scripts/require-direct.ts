import { env } from '@/lib/env'
import { PlainError } from '@/lib/plain-error'

/** @throws PlainError where a pooler stands before the database: locks and temporary tables need a connection of their own. */
export function requireDirect(): void {
  if (env.isPooled)
    throw new PlainError('DATABASE_POOLED must not be on here: DATABASE_URL must lead to PostgreSQL itself.')
}
