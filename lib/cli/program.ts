import { Command, CommanderError } from 'commander'
import { texts } from './texts'
import { describeUsageError, wrongUsageCode } from './usage-error'

const titles: Record<string, string> = {
  'Usage:': texts('help.usage'),
  'Arguments:': texts('help.arguments'),
  'Options:': texts('help.options'),
  'Commands:': texts('help.commands'),
}

/** The command line without its commands; they take over how it helps and refuses. */
export function createProgram(): Command {
  return new Command('npm run cli --')
    .description(texts('description'))
    .helpOption('-h, --help', texts('help.option'))
    .helpCommand('help [command]', texts('help.command'))
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .configureOutput({ outputError: () => {} })
    .showSuggestionAfterError(false)
    .exitOverride()
}

/** Ends the process with a code when a command has said itself what is wrong. */
export class AnsweredFailure extends Error {
  constructor(readonly exitCode: number) {
    super()
  }
}

/** Runs what the process was called with. @returns the exit code. @throws whatever a command fails with. */
export async function runProgram(program: Command): Promise<number> {
  try {
    await program.parseAsync()
    return 0
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof AnsweredFailure) return error.exitCode
    const line = describeUsageError(error)
    if (line === undefined) throw error
    console.error(line)
    return wrongUsageCode
  }
}
