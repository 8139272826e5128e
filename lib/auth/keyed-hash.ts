import { createHmac } from 'node:crypto'
import { env } from '@/lib/env'
import { PortalError } from '@/lib/errors'

/**
 * HMAC-SHA-256 with the server's key, as the database takes it.
 * @param purpose keeps the hashes of different uses apart: a value hashed for one never equals another's.
 * @throws PortalError `authSecretMissing`.
 */
export function keyedHash(
  purpose: 'user-id' | 'one-time-password' | 'form-account' | 'api-key',
  value: string,
): Buffer<ArrayBuffer> {
  if (!env.authSecret) throw new PortalError({ code: 'authSecretMissing' })
  return Buffer.from(createHmac('sha256', env.authSecret).update(`${purpose}\0${value}`).digest())
}
