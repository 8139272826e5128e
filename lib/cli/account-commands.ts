import { Option, type Command } from 'commander'
import { createAccount, type AccountAccess } from '@/lib/accounts/create-account'
import { listAccounts } from '@/lib/accounts/list-accounts'
import { lockAccount } from '@/lib/accounts/lock-account'
import { resetPassword } from '@/lib/accounts/reset-password'
import { setAddress } from '@/lib/accounts/set-address'
import { setRole } from '@/lib/accounts/set-role'
import { setMultiFactor } from '@/lib/accounts/set-multi-factor'
import { showAccount } from '@/lib/accounts/show-account'
import { unlockAccount } from '@/lib/accounts/unlock-account'
import { accountRoles, type AccountRole } from '@/lib/auth/account-user'
import { accountLines, accountTable, roleText, unlockedLines, withPassword } from './account-text'
import { addWork } from './operator-command'
import { operatorName, operatorOption } from './operator-name'
import { readInput } from './read-input'
import type { CommandContext } from './command-context'
import { texts } from './texts'
import { UsageError } from './usage-error'

interface ChangeOptions {
  operator?: string
}

interface RoleOptions {
  role: AccountRole
  mask?: true
  department?: string[]
}

export function addAccountCommands(program: Command, context: CommandContext): void {
  const account = program.command('account').description(texts('account.description'))
  addCreate(account, context)
  addResetPassword(account, context)
  addUnlock(account, context)
  addLock(account, context)
  addSetMultiFactor(account, context)
  addSetAddress(account, context)
  addSetRole(account, context)
  addList(account, context)
  addShow(account, context)
}

const onAccount = (account: Command, name: string, description: string) =>
  account
    .command(name)
    .description(description)
    .argument('<userId>', texts('arguments.userId'), readInput('userId'))

function addCreate(account: Command, context: CommandContext) {
  addWork<ChangeOptions & RoleOptions & { contract: string; userId: string; email?: string; mfa?: true }>(
    account
      .command('create')
      .description(texts('account.create'))
      .requiredOption('--contract <number>', texts('options.contract'), readInput('contractNumber'))
      .requiredOption('--user-id <userId>', texts('options.userId'), readInput('userId'))
      .option('--email <address>', texts('options.email'), readInput('email'))
      .option('--mfa', texts('options.mfa'))
      .addOption(roleOption().default('administrator'))
      .option('--mask', texts('options.mask'))
      .addOption(departmentOption())
      .addOption(operatorOption()),
    context,
    {
      examples: [
        'account create --contract 04 --user-id sato',
        'account create --contract 04 --user-id sato --email sato@example.com --mfa',
        'account create --contract 04 --user-id suzuki --role reader --mask',
        'account create --contract 04 --user-id tanaka --role reader --department 営業部 --department 総務部',
      ],
      work: async (_, { contract: contractNumber, userId, email, mfa, operator, ...role }, now) => {
        const multiFactor = mfa === true
        if (multiFactor && email === undefined) throw new UsageError(texts('usage.mfaWithoutEmail'))
        const created = { userId, contractNumber, email, multiFactor, ...accessOf(role) }
        const { password, passwordUntil } = await createAccount(created, operatorName(operator), now)
        const sentences = [texts('done.accountCreated', { userId, contractNumber })]
        return {
          text: withPassword(sentences, password, passwordUntil),
          json: { ...created, password, passwordUntil },
        }
      },
    },
  )
}

function addResetPassword(account: Command, context: CommandContext) {
  addWork<ChangeOptions>(
    onAccount(account, 'reset-password', texts('account.resetPassword')).addOption(operatorOption()),
    context,
    {
      examples: ['account reset-password sato'],
      work: async ([userIdText], { operator }, now) => {
        const userId = userIdText!
        const reset = await resetPassword(userId, operatorName(operator), now)
        const { password, passwordUntil } = reset
        const sentences = [
          texts('done.passwordReset', { userId }),
          ...(reset.isLockedByOperator ? [texts('done.stillLocked')] : []),
        ]
        return { text: withPassword(sentences, password, passwordUntil), json: { userId, ...reset } }
      },
    },
  )
}

function addUnlock(account: Command, context: CommandContext) {
  addWork<ChangeOptions & { reason: string }>(
    onAccount(account, 'unlock', texts('account.unlock'))
      .requiredOption('--reason <text>', texts('options.reason'), readInput('reason'))
      .addOption(operatorOption()),
    context,
    {
      examples: ['account unlock sato --reason "identity checked by telephone"'],
      work: async ([userIdText], { reason, operator }, now) => {
        const userId = userIdText!
        const lifted = await unlockAccount({ userId, reason }, operatorName(operator), now)
        return { text: unlockedLines(userId, lifted), json: { userId, isLocked: false, lifted } }
      },
    },
  )
}

function addLock(account: Command, context: CommandContext) {
  addWork<ChangeOptions & { reason?: string }>(
    onAccount(account, 'lock', texts('account.lock'))
      .option('--reason <text>', texts('options.reason'), readInput('reason'))
      .addOption(operatorOption()),
    context,
    {
      examples: ['account lock sato --reason "left the company"'],
      work: async ([userIdText], { reason, operator }, now) => {
        const userId = userIdText!
        await lockAccount({ userId, reason }, operatorName(operator), now)
        return { text: texts('done.locked', { userId }), json: { userId, isLocked: true } }
      },
    },
  )
}

function addSetMultiFactor(account: Command, context: CommandContext) {
  addWork<ChangeOptions>(
    onAccount(account, 'set-mfa', texts('account.setMfa'))
      .argument('<on|off>', texts('arguments.onOff'), readSwitch)
      .addOption(operatorOption()),
    context,
    {
      examples: ['account set-mfa sato on', 'account set-mfa sato off'],
      work: async ([userIdText, setting], { operator }, now) => {
        const userId = userIdText!
        const enabled = setting === 'on'
        await setMultiFactor({ userId, enabled }, operatorName(operator), now)
        const text = texts(enabled ? 'done.mfaOn' : 'done.mfaOff', { userId })
        return { text, json: { userId, multiFactor: enabled } }
      },
    },
  )
}

function addSetAddress(account: Command, context: CommandContext) {
  addWork<ChangeOptions & { reason: string }>(
    onAccount(account, 'set-email', texts('account.setEmail'))
      .argument('<address>', texts('arguments.address'), readInput('email'))
      .requiredOption('--reason <text>', texts('options.reason'), readInput('reason'))
      .addOption(operatorOption()),
    context,
    {
      examples: ['account set-email sato sato@example.com --reason "lost the mailbox, identity checked"'],
      work: async ([userIdText, address], { reason, operator }, now) => {
        const userId = userIdText!
        const email = address!
        const oldAddressTold = await setAddress({ userId, email, reason }, operatorName(operator), now)
        const text = [texts('done.addressSet', { userId }), texts(`done.oldAddress.${oldAddressTold}`)]
        return { text: text.join('\n'), json: { userId, email, oldAddressTold } }
      },
    },
  )
}

function addSetRole(account: Command, context: CommandContext) {
  addWork<ChangeOptions & RoleOptions>(
    onAccount(account, 'set-role', texts('account.setRole'))
      .addOption(roleOption().makeOptionMandatory())
      .option('--mask', texts('options.mask'))
      .addOption(departmentOption())
      .addOption(operatorOption()),
    context,
    {
      examples: [
        'account set-role suzuki --role reader --mask',
        'account set-role suzuki --role reader --department 営業部',
        'account set-role sato --role administrator',
      ],
      work: async ([userIdText], { operator, ...role }, now) => {
        const userId = userIdText!
        const access = accessOf(role)
        const { isSetDeleted } = await setRole({ userId, ...access }, operatorName(operator), now)
        const text = [
          texts('done.roleSet', { userId, role: roleText(access) }),
          ...(isSetDeleted ? [texts('done.setDeleted')] : []),
        ]
        return { text: text.join('\n'), json: { userId, ...access, isSetDeleted } }
      },
    },
  )
}

const roleOption = () => new Option('--role <role>', texts('options.role')).argParser(readRole)

function readRole(text: string): AccountRole {
  const role = accountRoles.find((known) => known === text)
  if (!role) throw new UsageError(texts('invalid.role'))
  return role
}

const departmentOption = () =>
  new Option('--department <name>', texts('options.department')).argParser(
    (name: string, before: string[] = []) => [...before, readInput('department')(name)],
  )

/** @throws UsageError where an administrator is to be masked or limited. */
function accessOf({ role, mask, department = [] }: RoleOptions): AccountAccess {
  if (mask && role === 'administrator') throw new UsageError(texts('usage.maskedAdministrator'))
  if (department.length > 0 && role === 'administrator')
    throw new UsageError(texts('usage.limitedAdministrator'))
  return { role, masksNumbers: mask === true, departments: [...new Set(department)].sort() }
}

function readSwitch(text: string): string {
  if (text !== 'on' && text !== 'off') throw new UsageError(texts('invalid.onOff'))
  return text
}

function addList(account: Command, context: CommandContext) {
  addWork<{ contract?: string }>(
    account
      .command('list')
      .description(texts('account.list'))
      .option('--contract <number>', texts('options.onlyContract'), readInput('contractNumber')),
    context,
    {
      examples: ['account list', 'account list --contract 04 --json'],
      work: async (_, { contract }, now) => {
        const accounts = await listAccounts(contract, now)
        return { text: accountTable(accounts, now), json: accounts }
      },
    },
  )
}

function addShow(account: Command, context: CommandContext) {
  addWork(onAccount(account, 'show', texts('account.show')), context, {
    examples: ['account show sato', 'account show sato --json'],
    work: async ([userId], _, now) => {
      const account = await showAccount(userId!, now)
      return { text: accountLines(account, now), json: account }
    },
  })
}
