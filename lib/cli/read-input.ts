import { accountInput } from '@/lib/accounts/account-input'
import { texts } from './texts'
import { UsageError } from './usage-error'

/** Reads one argument or option of a command. @throws UsageError that names what it must look like. */
export function readInput(name: keyof typeof accountInput): (text: string) => string {
  return (text) => {
    const result = accountInput[name].safeParse(text)
    if (!result.success) throw new UsageError(texts(`invalid.${name}`))
    return result.data
  }
}
