import { headers } from 'next/headers'
import type { RequestSource } from '@/lib/audit/record-event'
import { env } from '@/lib/env'
import { readAddress } from '@/lib/http/client-address'
import { currentRequest } from '@/lib/http/current-request'
import { log } from '@/lib/log'

let hasToldOfBadHeader = false

/**
 * Where the present request came from. Only the connection itself is believed, or the last entry of the header
 * that `TRUSTED_PROXY_HEADER` names: the one that our own proxy added. An entry that is no address is ignored.
 */
export async function requestSource(): Promise<RequestSource> {
  const list = await headers()
  const peerAddress = readAddress(currentRequest()?.peerAddress ?? '') ?? null
  return { address: proxiedAddress(list) ?? peerAddress, userAgent: list.get('user-agent') }
}

function proxiedAddress(list: Pick<Headers, 'get'>): string | undefined {
  const given = env.trustedProxyHeader && list.get(env.trustedProxyHeader)?.split(',').at(-1)?.trim()
  if (!given) return undefined
  const address = readAddress(given)
  if (!address && !hasToldOfBadHeader) {
    hasToldOfBadHeader = true
    log.error(
      { header: env.trustedProxyHeader },
      'TRUSTED_PROXY_HEADER names a header whose value is not an address',
    )
  }
  return address
}
