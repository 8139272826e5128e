/**
 * Whether a request that changes something comes from a page of ours. Browsers say so themselves
 * (`Sec-Fetch-Site`), older ones by `Origin`; a request that says neither is none of a browser's forms.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  return origin !== null && URL.canParse(origin) && new URL(origin).host === request.headers.get('host')
}
