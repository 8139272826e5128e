import type { Command } from 'commander'
import { DatabaseError } from 'pg'
import { AccountError } from '@/lib/accounts/account-error'
import { connectDatabase } from '@/lib/db/pool'
import { openDatabase } from '@/lib/db/open-database'
import { env, setAuthSecret } from '@/lib/env'
import { PlainError } from '@/lib/plain-error'
import { readLocalSecret } from './local-secret'
import type { Command as RunningCommand } from './run-command'
import { texts } from './texts'

/** What a command has found or done: for people, and with `--json` for scripts. */
export interface Answer {
  text: string
  json: unknown
}

export interface OperatorCommand<Options> {
  /** What follows `npm run cli --`. */
  examples: string[]
  work: (given: string[], options: Options, now: Date) => Promise<Answer>
}

const undefinedTable = '42P01'

/**
 * Gives a command its work, `--json` and examples. The work finds the database open and the server's key set;
 * both are given back when the command ends.
 */
export function addWork<Options extends object>(
  command: Command,
  running: RunningCommand,
  { examples, work }: OperatorCommand<Options>,
): void {
  const exampleLines = examples.map((example) => `  npm run cli -- ${example}`)
  command
    .option('--json', texts('options.json'))
    .addHelpText('after', ['', texts('help.examples'), ...exampleLines].join('\n'))
    .action(async () => {
      const options = command.opts<Options & { json?: true }>()
      await open(running, options.json === true)
      const { text, json } = await work(command.processedArgs as string[], options, new Date()).catch(refuse)
      console.log(options.json ? JSON.stringify(json) : text)
    })
}

async function open(running: RunningCommand, isForScript: boolean): Promise<void> {
  if (env.databaseUrl && !env.authSecret) throw new PlainError(texts('authSecretMissing'))
  // An empty database of this machine must not pass for that of the servers.
  if (!env.databaseUrl && !isForScript)
    console.error(texts('embeddedDatabase', { directory: env.dataDirectory }))
  const { databaseUrl, close } = await openDatabase()
  running.atEnd(close)
  const pool = connectDatabase(databaseUrl)
  running.atEnd(() => pool.end())
  if (!env.authSecret) setAuthSecret(await readLocalSecret(env.dataDirectory))
}

function refuse(error: unknown): never {
  if (error instanceof AccountError) {
    const { code, ...names } = error.refusal
    throw new PlainError(texts(`refusals.${code}`, names))
  }
  if (error instanceof DatabaseError && error.code === undefinedTable)
    throw new PlainError(texts('notMigrated'))
  throw error
}
