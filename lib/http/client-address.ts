import ipaddr from 'ipaddr.js'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

/** No address with its port and zone is longer. */
const lengthMax = 100

/**
 * Reads an address as connections and proxies write it: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`,
 * `[2001:db8::1]:4711`, with or without a zone (`fe80::1%eth0`).
 * @returns the address alone in its one usual form, an IPv4 address in an IPv6 one as IPv4; undefined for anything else.
 */
export function readAddress(text: string): string | undefined {
  if (text.length > lengthMax) return undefined
  const [, bracketed] = /^\[([^[\]]+)\](?::\d{1,5})?$/.exec(text) ?? []
  const [, withPort] = /^([\d.]+):\d{1,5}$/.exec(text) ?? []
  const address = (bracketed ?? withPort ?? text).replace(/%[^%]*$/, '')
  const isAddress = address.includes(':')
    ? ipaddr.IPv6.isValid(address)
    : !bracketed && ipaddr.IPv4.isValidFourPartDecimal(address)
  return isAddress ? ipaddr.process(address).toString() : undefined
}

let hasWarnedOfHeader = false

/**
 * Where a request came from. Only the connection itself is believed, or the last entry of the header that
 * `TRUSTED_PROXY_HEADER` names: the one that our own proxy added. An entry that is no address is ignored.
 * @param header gives the value of a header.
 */
export function clientAddress(
  header: (name: string) => string | null | undefined,
  peerAddress: string | undefined,
): string | undefined {
  return proxiedAddress(header) ?? readAddress(peerAddress ?? '')
}

function proxiedAddress(header: (name: string) => string | null | undefined): string | undefined {
  const value = env.trustedProxyHeader && header(env.trustedProxyHeader)?.split(',').at(-1)?.trim()
  if (!value) return undefined
  const address = readAddress(value)
  if (!address && !hasWarnedOfHeader) {
    hasWarnedOfHeader = true
    log.error(
      { header: env.trustedProxyHeader },
      'TRUSTED_PROXY_HEADER names a header whose value is not an address',
    )
  }
  return address
}

/** The network that counts as one customer: one IPv4 address, or one IPv6 network of 64 bits. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return (parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')
}
