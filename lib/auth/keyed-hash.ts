import { createHmac } from 'node:crypto'
import { env } from '@/lib/env'

/**
 * HMAC-SHA-256 with the server's key.
 * @param purpose keeps the hashes of different uses apart: a value hashed for one never equals another's.
 */
export function keyedHash(purpose: 'user-id' | 'one-time-password' | 'form-account', value: string): Buffer {
  if (!env.authSecret) throw new Error('AUTH_SECRET is not set')
  return createHmac('sha256', env.authSecret).update(`${purpose}\0${value}`).digest()
}
