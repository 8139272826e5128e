import { headers } from 'next/headers'
import type { RequestSource } from '@/lib/audit/record-event'
import { clientAddress } from '@/lib/http/client-address'
import { currentRequest } from '@/lib/http/current-request'

/** Where the present request came from, for the audit trail and the limits by address. */
export async function requestSource(): Promise<RequestSource> {
  const list = await headers()
  const address = clientAddress((name) => list.get(name), currentRequest()?.peerAddress)
  return { address: address ?? null, userAgent: list.get('user-agent') }
}
