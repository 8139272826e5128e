import { paths } from '@/lib/paths'

/**
 * Reads where to go after signing in from what an address or a form says.
 * @returns a path of our own; the menu for anything that could lead elsewhere.
 */
export function returnPath(address: unknown): string {
  if (typeof address !== 'string' || !/^\/(?![/\\])/.test(address) || address.length > 2_000)
    return paths.menu()
  const base = 'http://portal.invalid'
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined
  if (url?.origin !== base) return paths.menu()
  const path = `${url.pathname}${url.search}`
  return path.startsWith(paths.login()) || path.startsWith('//') ? paths.menu() : path
}
