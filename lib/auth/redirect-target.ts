/**
 * Where next-auth sends a browser on, from the `callbackUrl` of a form, an address or a cookie: any client may have
 * written it.
 * @param url a path of the portal, or a whole address; next-auth hands on whatever a body of JSON or a file holds.
 * @param baseUrl the portal's origin.
 * @returns an address of the portal: its origin where the given one cannot be read or is of another origin.
 */
export function redirectTarget({ url, baseUrl }: { url: unknown; baseUrl: string }): string {
  if (typeof url !== 'string') return baseUrl
  const base = url.startsWith('/') ? baseUrl : undefined
  const target = URL.canParse(url, base) ? new URL(url, base) : undefined
  return target?.origin === baseUrl ? target.href : baseUrl
}
