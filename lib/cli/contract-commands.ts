import type { Command } from 'commander'
import { createContract } from '@/lib/accounts/create-contract'
import { addWork } from './operator-command'
import { operatorName, operatorOption } from './operator-name'
import { readInput } from './read-input'
import type { CommandContext } from './command-context'
import { texts } from './texts'

export function addContractCommands(program: Command, context: CommandContext): void {
  const contract = program.command('contract').description(texts('contract.description'))

  addWork<{ name: string; operator?: string }>(
    contract
      .command('create')
      .description(texts('contract.create'))
      .argument('<number>', texts('arguments.contractNumber'), readInput('contractNumber'))
      .requiredOption('--name <name>', texts('options.name'), readInput('contractName'))
      .addOption(operatorOption()),
    context,
    {
      examples: ['contract create 04 --name 見本商事株式会社'],
      work: async ([number], { name, operator }, now) => {
        const contractNumber = number!
        await createContract({ contractNumber, name }, operatorName(operator), now)
        return { text: texts('done.contractCreated', { contractNumber }), json: { contractNumber, name } }
      },
    },
  )
}
