import { hash, verify } from '@node-rs/argon2'
import { normalisePassword } from './password-rules'

/**
 * OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, two passes, one lane, at the
 * least.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes a password; the result names its own parameters and salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), parameters)
}

let decoy: Promise<string> | undefined

/**
 * Compares a password with a stored hash.
 * @param passwordHash undefined for an unknown account: the comparison then runs against a decoy, so that it
 *   takes as long, and is false.
 */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password')
  const matches = await verify(passwordHash ?? (await decoy), normalisePassword(password))
  return passwordHash !== undefined && matches
}

/** Whether a stored hash was made with weaker parameters than today's: then it is made anew at the next sign-in. */
export function needsRehash(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = parameters
  const [, algorithm, , costs = ''] = passwordHash.split('$')
  const cost = new Map(costs.split(',').map((part) => part.split('=') as [string, string]))
  return (
    algorithm !== 'argon2id' ||
    Number(cost.get('m')) < memoryCost ||
    Number(cost.get('t')) < timeCost ||
    Number(cost.get('p')) < parallelism
  )
}
