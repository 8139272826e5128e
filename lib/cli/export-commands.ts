import type { Command } from 'commander'
import { purgeExports } from '@/lib/exports/purge-exports'
import { addWork } from './operator-command'
import type { CommandContext } from './command-context'
import { texts } from './texts'

export function addExportCommands(program: Command, context: CommandContext): void {
  const exports = program.command('exports').description(texts('exports.description'))
  addWork(exports.command('purge').description(texts('exports.purge')), context, {
    examples: ['exports purge'],
    work: async (_given, _options, now) => {
      const sets = await purgeExports(now)
      return { text: texts('done.exportsPurged', { sets }), json: { sets } }
    },
  })
}
