import { setTimeout as pause } from 'node:timers/promises'
import { hashPassword } from '@/lib/auth/password-hash'
import { filePaths } from '@/lib/file-paths'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { setAuthSecret } from '@/lib/env'
import { createTestAccount, testPassword } from '@/tests/support/account'
import { createTestKey } from '@/tests/support/api-keys'
import { eventually } from '@/tests/support/eventually'
import { createRandom } from '@/prisma/factories/random'
import { counting } from '../clients/counting'
import { downloading } from '../clients/downloading'
import { exporting, type AcceptedExport } from '../clients/exporting'
import { guessing, type Guesses } from '../clients/guessing'
import { importCalmly, importing, type Importing } from '../clients/importing'
import { naming, type SentNames } from '../clients/naming'
import { searching } from '../clients/searching'
import { signingIn } from '../clients/signing-in'
import { signingInWithCode } from '../clients/signing-in-with-code'
import { contracts, makeKnownUsage, type Contract, type DayTotals } from './known-usage'
import { Ledger } from './ledger'
import { cutHeading, totalsOfLines } from './read-file'
import type { ServedPortal } from './served-portal'
import { signInCalmly } from './sign-in'
import { Trail } from './trail'
import { askAsCustomer, type Client, type KnownLines, type LoadAccount, type World } from './world'

/** What the load has done, for the checks. */
export interface Done {
  guesses: Guesses[]
  exports: AcceptedExport[]
  names: SentNames[]
}

export interface Load {
  world: World
  done: Done
  clients: Client[]
  importing: Importing
  /** Waits until each client was answered rightly once more, the load of a day included. */
  whenCalm(): Promise<void>
  /** Ends it when what it has begun is done. */
  stop(): Promise<void>
}

const keysOfProgram = 10
const thinkMilliseconds = { least: 40, most: 240 }
const calmSeconds = 120

/** Makes the usage and the accounts, and learns what files hold while nothing is amiss. */
export async function prepareWorld(
  portal: ServedPortal,
  folder: string,
  { seed, accounts }: { seed: string; accounts: number },
): Promise<World> {
  const usage = makeKnownUsage(new Date())
  setAuthSecret(portal.authSecret)
  const connected = connectDatabase(portal.databaseUrl)
  await getPrisma().contract.createMany({
    data: contracts.map((number) => ({ number, name: `契約${number}` })),
  })
  const store = {
    plain: await makeAccounts('p', accounts, false),
    multiFactor: await makeAccounts('m', accounts, true),
  }
  const world: World = {
    ...{ portal, usage, store, ledger: new Ledger(), trail: new Trail(), random: createRandom(seed) },
    lines: {} as World['lines'],
  }
  for (const day of [usage.still, usage.moving[1], usage.moving[0]]) {
    await importCalmly(world, day, folder)
    for (const contract of contracts) await learnLines(world, contract, day.date, day.totals[contract])
  }
  await connected.end()
  return world
}

/** Accounts of all contracts with one password, made as one: hashing each would take longer than the faults. */
async function makeAccounts(prefix: string, count: number, multiFactor: boolean): Promise<LoadAccount[]> {
  const passwordHash = await hashPassword(testPassword)
  const made = await getPrisma().account.createManyAndReturn({
    data: Array.from({ length: count }, (_, index) => ({
      userId: `${prefix}${String(index).padStart(6, '0')}`,
      contractNumber: contracts[index % contracts.length]!,
      passwordHash,
      multiFactor,
      email: `${prefix}${String(index).padStart(6, '0')}@example.com`,
    })),
  })
  return made.map(({ id, userId, contractNumber }) => ({
    ...{ accountId: id, userId, contractNumber: contractNumber as Contract, contractName: '' },
    ...{ role: 'administrator', masksNumbers: false, callers: 'all' },
  }))
}

/** Takes the file of a day of a contract, and compares it with what is known of the day. */
async function learnLines(world: World, contract: Contract, date: string, totals: DayTotals): Promise<void> {
  const account = world.store.plain.find(({ contractNumber }) => contractNumber === contract)!
  const cookie = await signInCalmly(world, account.userId, testPassword)
  const path = filePaths.download({ startDate: date, endDate: date, by: 'destination' })
  const { body, status } = await askAsCustomer(world, { path, headers: { cookie } })
  const { heading, lines } = cutHeading(body.toString())
  const { records, charge } = totalsOfLines(lines)
  if (status !== 200 || records !== totals.destinations || charge !== totals.charge)
    throw new Error(`The file of ${date} has ${records} records, ${charge} yen (status ${status}).`)
  const known: KnownLines = world.lines[contract] ?? { heading, still: '', moving: ['', ''] }
  const { still, moving } = world.usage
  if (date === still.date) known.still = lines
  else known.moving[moving[0].totals[contract] === totals ? 0 : 1] = lines
  world.lines[contract] = known
}

/** Starts the load: eleven clients and an operator. */
export async function startLoad(world: World, folder: string): Promise<Load> {
  const done: Done = { guesses: [], exports: [], names: [] }
  const clients = await makeClients(world, done)
  const operator = importing(world, folder)
  const stopping = new AbortController()
  const { signal } = stopping
  const { random, ledger } = world
  const keepGoing = async (name: string, once: () => Promise<void>) => {
    while (!signal.aborted) {
      await once().catch((error: Error) => ledger.wrongs.push(`${name} stumbled: ${error.stack}`))
      await pause(random.integer(thinkMilliseconds.least, thinkMilliseconds.most))
    }
  }
  const going = [
    ...clients.map(({ name, once }) => keepGoing(name, once)),
    keepGoing('import', operator.once),
  ]
  const rightOf = (name: string) => ledger.count('calm', 'right', name)
  return {
    world,
    done,
    clients,
    importing: operator,
    async whenCalm() {
      const before = clients.map(({ name }) => rightOf(name))
      const loaded = operator.ended.loaded
      const exported = done.exports.filter(({ ended }) => ended === 'exact').length
      await eventually(
        () => {
          const late = clients.filter(({ name }, index) => rightOf(name) === before[index])
          if (late.length > 0) throw new Error(`${late[0]!.name} is answered nothing right any more`)
          if (operator.ended.loaded === loaded) throw new Error('no day is loaded any more')
          if (done.exports.filter(({ ended }) => ended === 'exact').length === exported)
            throw new Error('no bulk set is made any more')
        },
        { seconds: calmSeconds, everyMilliseconds: 50 },
      )
    },
    async stop() {
      stopping.abort()
      await Promise.all(going)
    },
  }
}

async function makeClients(world: World, done: Done): Promise<Client[]> {
  const clients: Client[] = []
  const connected = connectDatabase(world.portal.databaseUrl)
  for (const [index, contract] of contracts.entries()) {
    const nth = index + 1
    const signedIn = async () => {
      const account = await newAccount(contract)
      return { account, cookie: await signInCalmly(world, account.userId, testPassword) }
    }
    const [searcher, downloader] = [await signedIn(), await signedIn()]
    clients.push(searching(world, searcher.account, searcher.cookie, nth))
    clients.push(downloading(world, downloader.account, downloader.cookie, nth))
    if (index > 1) continue
    const exporter = await newAccount(contract)
    clients.push(exporting(world, exporter, await newKeys(exporter), nth, done.exports))
  }
  const counter = await newAccount('71')
  clients.push(counting(world, counter, await newKeys(counter), 1))
  const namer = await newAccount('72')
  const sent: SentNames = { account: namer, added: new Set(), unknown: new Set() }
  done.names.push(sent)
  clients.push(naming(world, namer, await signInCalmly(world, namer.userId, testPassword), 1, sent))
  clients.push(
    guessing(world, 1, done.guesses),
    signingIn(world, 1),
    signingInWithCode(world, 1, done.guesses),
  )
  await connected.end()
  return clients
}

const newAccount = async (contract: Contract): Promise<LoadAccount> => ({
  ...(await createTestAccount({ contractNumber: contract })),
  contractNumber: contract,
})

const newKeys = (account: LoadAccount) =>
  Promise.all(Array.from({ length: keysOfProgram }, (_, index) => createTestKey(account, `key ${index}`)))
