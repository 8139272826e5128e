import { getPrisma } from '@/lib/db/prisma'
import { PortalError, type RequestRefusal } from '@/lib/errors'
import { networkOf } from '@/lib/http/client-address'
import { log } from '@/lib/log'
import { accountUser, type AccountUser } from './account-user'
import { findKey, keyState, touchKey, type KeyState } from './api-key'
import { databaseLimit } from './database-limit'
import { keyRequestsMax, keyWindowSeconds, wrongKeysMax, wrongKeysSeconds } from './key-limits'
import { requestSource } from './request-source'

const keyLimit = databaseLimit({ keyPrefix: 'key', points: keyRequestsMax, duration: keyWindowSeconds })
const addressLimit = databaseLimit({
  keyPrefix: 'wrong-key',
  points: wrongKeysMax,
  duration: wrongKeysSeconds,
})

/** Whose account a program acts for, and by which key. */
export type ApiUser = AccountUser & Required<Pick<AccountUser, 'keyName'>>

/** What is left of a limit. */
export interface RequestsLeft {
  requests: number
  /** Until all of them may be made again. */
  seconds: number
}

const refusalOfState: Record<Exclude<KeyState, 'live'>, RequestRefusal> = {
  expired: { code: 'keyExpired' },
  revoked: { code: 'keyRevoked' },
  locked: { code: 'keyLocked' },
  makerGone: { code: 'keyMakerGone' },
}

/**
 * Who makes the present request with a key. Every address of `/api/v1` but that of its description begins with this; a
 * cookie says nothing there, and a key nothing anywhere else.
 *
 * Only a request with the whole key learns what is wrong with it. The log has the id of a key, never its secret. A key
 * that opens nothing is limited too: a program may go on asking with it for years.
 * @throws PortalError `keyMissing`, `keyUnknown`, `keyExpired`, `keyRevoked`, `keyLocked`, `keyMakerGone`, or `requestsTooMany`.
 */
export async function currentApiUser({ headers }: Request): Promise<{ user: ApiUser; left: RequestsLeft }> {
  const [, sent] = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '') ?? []
  if (sent === undefined) throw new PortalError({ code: 'keyMissing' })
  const { address } = await requestSource()
  const now = new Date()
  const key = await findKey(sent)
  if (!key) {
    await countWrongKey(address)
    throw new PortalError({ code: 'keyUnknown' })
  }
  const left = await limit(keyLimit, key.id, keyRequestsMax)
  const state = await keyState(getPrisma(), key, now)
  if (state !== 'live') {
    log.info({ keyId: key.id, state }, 'key refused')
    throw new PortalError(refusalOfState[state])
  }
  await touchKey(key.id, address, now)
  return { user: { ...(await accountUser(key.account)), keyName: key.name }, left }
}

async function countWrongKey(address: string | null): Promise<void> {
  log.info('wrong key')
  if (address !== null) await limit(addressLimit, networkOf(address), wrongKeysMax)
}

/** @throws PortalError `requestsTooMany` where a point is one too many. */
async function limit(
  to: ReturnType<typeof databaseLimit>,
  key: string,
  points: number,
): Promise<RequestsLeft> {
  const { used, secondsLeft: seconds } = await to.consume(key)
  if (used > points) throw new PortalError({ code: 'requestsTooMany', seconds })
  return { requests: points - used, seconds }
}
