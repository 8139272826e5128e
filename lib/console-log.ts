import { format, stripVTControlCharacters } from 'node:util'
import { currentRequest } from '@/lib/http/current-request'
import { log } from '@/lib/log'

const levels = { error: 'error', warn: 'warn', info: 'info', log: 'info', debug: 'debug' } as const

/**
 * Makes a JSON line of the log of what Next.js and other packages print as bare text. What Next.js has to say about a
 * form that it could not read is no fault of the server, and is seen at `debug` alone.
 */
export function logConsole(): void {
  for (const [name, level] of Object.entries(levels) as [keyof typeof levels, 'error'][])
    console[name] = (...values: unknown[]) =>
      log[currentRequest()?.isUnreadForm ? 'debug' : level]({ from: 'console' }, plain(format(...values)))
}

/** Without the colours of a terminal. */
const plain = (text: string) => stripVTControlCharacters(text).trim()
