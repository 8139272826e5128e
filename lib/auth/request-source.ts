import { headers } from 'next/headers'
import type { RequestSource } from '@/lib/audit/record-event'
import { env } from '@/lib/env'
import { peerAddressHeader } from './peer-address'

/**
 * Where the present request came from. Only the connection itself is believed, or the last entry of the header
 * that `TRUSTED_PROXY_HEADER` names: the one that our own proxy added.
 */
export async function requestSource(): Promise<RequestSource> {
  const list = await headers()
  const given = list.get(env.trustedProxyHeader ?? peerAddressHeader)
  return { address: given?.split(',').at(-1)?.trim() || null, userAgent: list.get('user-agent') }
}
