import type { Command } from 'commander'
import { closeMonth } from '@/lib/statements/close-month'
import { japanMonthOf, type JapanMonth } from '@/lib/time/japan-month'
import { japanDateOf } from '@/lib/time/japan-time'
import type { CommandContext } from './command-context'
import { addWork } from './operator-command'
import { operatorName, operatorOption } from './operator-name'
import { readMonth } from './read-date'
import { texts } from './texts'
import { UsageError } from './usage-error'
import { closingAnswer } from './usage-text'

/** The command that closes a month (確定): `usage close`. */
export function addCloseCommand(usage: Command, context: CommandContext): void {
  addWork<{ month: JapanMonth; allowMissing?: true; operator?: string }>(
    usage
      .command('close')
      .description(texts('load.close'))
      .requiredOption('--month <month>', texts('load.options.month'), readMonth)
      .option('--allow-missing', texts('load.options.allowMissing'))
      .addOption(operatorOption()),
    context,
    {
      examples: ['usage close --month 2026-10', 'usage close --month 2026-10 --allow-missing --json'],
      work: async (_, { month, allowMissing, operator }, now) => {
        if (month >= japanMonthOf(japanDateOf(now)))
          throw new UsageError(texts('load.invalid.monthNotOver', { given: month }))
        const wanted = { month, operator: operatorName(operator), allowMissing: allowMissing === true }
        return closingAnswer(await closeMonth(wanted, now))
      },
    },
  )
}
