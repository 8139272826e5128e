import { createInterface } from 'node:readline/promises'
import { texts } from './texts'
import { UsageError } from './usage-error'

/**
 * Asks a question whose answer is yes or no; anything but yes is no.
 * @throws UsageError where there is nobody to ask.
 */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(texts('load.invalid.yesNeeded'))
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(y|yes|はい)$/i.test((await terminal.question(question)).trim())
  } finally {
    terminal.close()
  }
}
