import type { Command } from 'commander'
import { connectDatabase } from '@/lib/db/pool'
import { sqlStateOf, undefinedTable } from '@/lib/db/sql-state'
import { env, setAuthSecret } from '@/lib/env'
import { PortalError, refusalText } from '@/lib/errors'
import { PlainError } from '@/lib/plain-error'
import type { CommandContext } from './command-context'
import { AnsweredFailure } from './program'
import { refusalTexts, texts } from './texts'

/** The result of a command: for people, and with `--json` for scripts. */
export interface Answer {
  text: string
  json: unknown
  /** What should be known besides: told on standard error, also with `--quiet`; with `--json` in `json` alone. */
  warnings?: string[]
  /** 1 where it could not be done, or something is wrong; then the text goes to standard error. */
  exitCode?: number
}

export interface OperatorCommand<Options> {
  /** What follows `npm run cli --`. */
  examples: string[]
  work: (args: string[], options: Options, now: Date) => Promise<Answer>
}

/**
 * Gives a command its work, `--json` and examples. The work finds the database open until the command ends, and the
 * embedded database's key set.
 */
export function addWork<Options extends object>(
  command: Command,
  context: CommandContext,
  { examples, work }: OperatorCommand<Options>,
): void {
  addPlainWork<Options>(command, {
    examples,
    work: async (args, options, now) => {
      await open(context, 'json' in options)
      return work(args, options, now)
    },
  })
}

/** As `addWork`, for a command that needs neither database nor key. */
export function addPlainWork<Options extends object>(
  command: Command,
  { examples, work }: OperatorCommand<Options>,
): void {
  // What is no example of this command alone begins with another program.
  const exampleLines = examples.map((example) =>
    example.includes('npm run cli') ? `  ${example}` : `  npm run cli -- ${example}`,
  )
  const help = [
    texts('help.examples'),
    ...exampleLines,
    '',
    texts('help.exitCodes'),
    texts('help.exitCodeList'),
  ]
  command
    .option('--json', texts('options.json'))
    .addHelpText('after', ['', ...help].join('\n'))
    .action(async () => {
      const options = command.opts<Options & { json?: true }>()
      const answer = await work(command.processedArgs as string[], options, new Date()).catch(refuse)
      if (!options.json) for (const warning of answer.warnings ?? []) console.error(warning)
      if (options.json) console.log(JSON.stringify(answer.json))
      else if (answer.exitCode) console.error(answer.text)
      else console.log(answer.text)
      if (answer.exitCode) throw new AnsweredFailure(answer.exitCode)
    })
}

async function open(context: CommandContext, isForScript: boolean): Promise<void> {
  // An empty database of this machine must not pass for that of the servers.
  if (!env.databaseUrl && !isForScript)
    console.error(texts('embeddedDatabase', { directory: env.dataDirectory }))
  const { databaseUrl, authSecret } = await context.openDatabase()
  const pool = connectDatabase(databaseUrl)
  context.atEnd(() => pool.end())
  // That of the servers on another database is theirs alone: a command that needs it says so (`authSecretMissing`).
  if (authSecret && !env.authSecret) setAuthSecret(authSecret)
}

/** Puts a refusal into words. */
function refuse(error: unknown): never {
  if (sqlStateOf(error) === undefinedTable)
    throw new PlainError(refusalText(refusalTexts, { code: 'notMigrated' }))
  if (error instanceof PortalError) throw new PlainError(refusalText(refusalTexts, error.refusal))
  throw error
}
