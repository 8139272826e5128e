import Bowser from 'bowser'

const charactersMax = 32

/** The names that the library knows: it hands on the words of any other program as they are. */
const browsers: ReadonlySet<string> = new Set(Object.values(Bowser.BROWSER_MAP))
const systems: ReadonlySet<string> = new Set(Object.values(Bowser.OS_MAP))

/**
 * The browser and the system that a User-Agent header names, e.g. `Chrome 130 / Windows`. The sender of a request writes
 * it: it is a hint, never a proof.
 * @returns undefined for one that is not known.
 */
export function browserName(userAgent: string): string | undefined {
  if (userAgent === '') return undefined
  const { browser, os } = Bowser.parse(userAgent)
  if (!browser.name || !browsers.has(browser.name)) return undefined
  const version = /^\d+/.exec(browser.version ?? '')?.[0]
  const name = [browser.name, ...(version ? [version] : [])].join(' ')
  return os.name && systems.has(os.name) ? `${name} / ${os.name}` : name
}

/** The same, and the beginning of one that is not known. */
export function shortUserAgent(userAgent: string): string {
  const name = browserName(userAgent)
  if (name !== undefined) return name
  return userAgent.length > charactersMax ? `${userAgent.slice(0, charactersMax)}…` : userAgent
}
