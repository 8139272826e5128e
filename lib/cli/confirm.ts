import { createInterface } from 'node:readline/promises'
import { texts } from './texts'
import { UsageError } from './usage-error'

/**
 * Asks a question whose answer is yes or no; anything but yes is no.
 * @throws UsageError where no person can be asked.
 */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(texts('load.invalid.yesNeeded'))
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // The terminal gives its Ctrl-C to the question: it means the command.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  // Ctrl-D gives no answer; whether the question then fails or never ends depends on the version of Node.
  const noAnswer = new Promise<string>((resolve) => terminal.on('close', () => resolve('')))
  try {
    const answer = await Promise.race([terminal.question(question).catch(() => ''), noAnswer])
    return /^(y|yes|はい)$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}
