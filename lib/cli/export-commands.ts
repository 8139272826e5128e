import type { Command } from 'commander'
import { purgeExports } from '@/lib/exports/purge-exports'
import { addWork } from './operator-command'
import type { Command as RunningCommand } from './run-command'
import { texts } from './texts'

export function addExportCommands(program: Command, running: RunningCommand): void {
  const exports = program.command('exports').description(texts('exports.description'))
  addWork(exports.command('purge').description(texts('exports.purge')), running, {
    examples: ['exports purge'],
    work: async (_given, _options, now) => {
      const sets = await purgeExports(now)
      return { text: texts('done.exportsPurged', { sets }), json: { sets } }
    },
  })
}
