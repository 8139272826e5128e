import { createHmac, timingSafeEqual } from 'node:crypto'
import { PortalError } from '@/lib/errors'
import { authSecrets } from './auth-secrets'

/** Keeps the hashes of different uses apart: a value hashed for one never equals another's. */
type Purpose = 'user-id' | 'one-time-password' | 'form-account' | 'api-key'

/**
 * HMAC-SHA-256 with the server's key, as the database takes it.
 * @throws PortalError `authSecretMissing`.
 */
export function keyedHash(purpose: Purpose, value: string): Buffer<ArrayBuffer> {
  return keyedHashes(purpose, value)[0]
}

/**
 * The hashes that a value may have: that of `keyedHash`, then those of keys that are accepted too.
 * @throws PortalError `authSecretMissing`.
 */
export function keyedHashes(
  purpose: Purpose,
  value: string,
): [Buffer<ArrayBuffer>, ...Buffer<ArrayBuffer>[]] {
  const [secret, ...others] = authSecrets()
  if (secret === undefined) throw new PortalError({ code: 'authSecretMissing' })
  const hashWith = (key: string) =>
    Buffer.from(createHmac('sha256', key).update(`${purpose}\0${value}`).digest())
  return [hashWith(secret), ...others.map(hashWith)]
}

/** Whether a hash is one of a value's, compared in constant time. @param hash of any length. */
export function isKeyedHash(hash: Uint8Array, purpose: Purpose, value: string): boolean {
  const matches = keyedHashes(purpose, value).map(
    (own) => own.length === hash.length && timingSafeEqual(own, hash),
  )
  return matches.includes(true)
}
