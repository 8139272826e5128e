import { userInfo } from 'node:os'
import { Option } from 'commander'
import { env } from '@/lib/env'
import { readInput } from './read-input'
import { texts } from './texts'
import { UsageError } from './usage-error'

/** The option of every command that changes something: whose name the audit trail gets. */
export const operatorOption = () =>
  new Option('--operator <name>', texts('options.operator')).argParser(readInput('operator'))

/**
 * Who runs a command: the name that the command was called with, else who called sudo, else the system's user.
 * @throws UsageError where the system has no name for its user and the command was called with none, or the name is no line of text.
 */
export function operatorName(name: string | undefined): string {
  return readInput('operator')(name ?? env.sudoUser ?? systemUser())
}

function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    throw new UsageError(texts('usage.noOperator'))
  }
}
