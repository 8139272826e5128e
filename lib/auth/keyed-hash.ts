import { createHmac } from 'node:crypto'
import { env } from '@/lib/env'

/** A process without `AUTH_SECRET` has come to where it is used. */
export class MissingSecretError extends Error {
  override name = 'MissingSecretError'

  constructor() {
    super('AUTH_SECRET is not set')
  }
}

/**
 * HMAC-SHA-256 with the server's key, as the database takes it.
 * @param purpose keeps the hashes of different uses apart: a value hashed for one never equals another's.
 * @throws MissingSecretError
 */
export function keyedHash(
  purpose: 'user-id' | 'one-time-password' | 'form-account',
  value: string,
): Buffer<ArrayBuffer> {
  if (!env.authSecret) throw new MissingSecretError()
  return Buffer.from(createHmac('sha256', env.authSecret).update(`${purpose}\0${value}`).digest())
}
