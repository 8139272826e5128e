import { CommanderError } from 'commander'
import { PlainError } from '@/lib/plain-error'
import { texts } from './texts'

/** The exit code of a command that was called the wrong way; one that failed has 1. */
export const wrongUsageCode = 2

/** A command was called with something that cannot be right, whatever the database holds. */
export class UsageError extends PlainError {}

const sentences = {
  'commander.missingArgument': 'missingArgument',
  'commander.missingMandatoryOptionValue': 'missingOption',
  'commander.optionMissingArgument': 'missingValue',
  'commander.unknownOption': 'unknownOption',
  'commander.unknownCommand': 'unknownCommand',
  'commander.excessArguments': 'excessArguments',
  'commander.help': 'noCommand',
} as const

/**
 * One line on how a command was called the wrong way.
 * @returns undefined for an error of another kind.
 */
export function describeUsageError(error: unknown): string | undefined {
  if (error instanceof UsageError) return error.message
  if (!(error instanceof CommanderError)) return undefined
  const sentence = sentences[error.code as keyof typeof sentences]
  // Commander quotes what it complains of, and gives it in no other way.
  const what = /'(.*)'/.exec(error.message)?.[1] ?? ''
  return sentence ? texts(`usage.${sentence}`, { what }) : error.message
}
