import { env } from '@/lib/env'

/**
 * The server's keys, the one that signs and hashes first: what the others have made is accepted too, so that a key can be
 * replaced while processes with the old one and with the new one run side by side (docs/decisions/0091).
 * @returns nothing where no key is set, as at build.
 */
export function authSecrets(): string[] {
  const secrets = [env.authSecret, env.previousAuthSecret].filter((secret) => secret !== undefined)
  return [...new Set(secrets)]
}
