const charactersMax = 32

/** In this order: each also bears the names of those below it. */
const browsers: [name: string, pattern: RegExp][] = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[.\d]* .*\bSafari\//],
]

const systems: [name: string, pattern: RegExp][] = [
  ['Windows', /\bWindows NT\b/],
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

/**
 * A browser's own description in a few words, e.g. `Chrome 130 / Windows`; of one that is not recognised, its
 * beginning. The sender of a request writes it: it is a hint, never a proof.
 */
export function shortUserAgent(userAgent: string): string {
  for (const [name, pattern] of browsers) {
    const version = pattern.exec(userAgent)?.[1]
    if (version === undefined) continue
    const system = systems.find(([, ofSystem]) => ofSystem.test(userAgent))?.[0]
    return [`${name} ${version}`, ...(system ? [system] : [])].join(' / ')
  }
  return userAgent.length > charactersMax ? `${userAgent.slice(0, charactersMax)}…` : userAgent
}
