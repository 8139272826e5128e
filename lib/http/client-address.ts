import ipaddr from 'ipaddr.js'

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
