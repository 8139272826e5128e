import type { TestAccount } from '@/tests/support/account'
import type { Random } from '@/prisma/factories/random'
import { foreignNumbers, type Contract, type KnownUsage } from './known-usage'
import { isPlainRefusal, type Ledger, type Verdict } from './ledger'
import { addressHeader, type ServedPortal, type Web } from './served-portal'
import { ask, type Answer, type Question } from './ask'
import type { Trail } from './trail'

/** An account of the load. */
export interface LoadAccount extends TestAccount {
  contractNumber: Contract
}

/** Accounts that are used once each, in turn. */
export interface AccountStore {
  plain: LoadAccount[]
  multiFactor: LoadAccount[]
}

/** What a file of each day holds: its lines without the heading, as they were before anything was amiss. */
export interface KnownLines {
  heading: string
  still: string
  moving: [string, string]
}

/** What the clients of the load share. */
export interface World {
  portal: ServedPortal
  usage: KnownUsage
  ledger: Ledger
  trail: Trail
  store: AccountStore
  lines: Record<Contract, KnownLines>
  random: Random
}

/** A part of the load, which does one thing after the other. */
export interface Client {
  name: string
  /** Does its thing once. */
  once(): Promise<void>
}

/** One of the web processes that run, as a load balancer chooses it. */
function pickWeb({ portal, random }: Pick<World, 'portal' | 'random'>): Web {
  const running = portal.webs.filter(({ process }) => process.isRunning)
  return random.pick(running.length > 0 ? running : portal.webs)
}

/** Asks a web process as a customer from an address of its own, so that no limit by address is reached. */
export function askAsCustomer(world: World, question: Question, web = pickWeb(world)): Promise<Answer> {
  const { random } = world
  const address = `10.${random.integer(0, 255)}.${random.integer(0, 255)}.${random.integer(1, 254)}`
  return ask(web, { ...question, headers: { ...question.headers, [addressHeader]: address } })
}

/**
 * What is the same for every answer: nobody else's numbers, whole or visibly broken off, no error.
 * @param text what is written in it, where that is not its bytes.
 * @returns undefined where the answer is one that the client itself must look at.
 */
export function firstVerdict(
  answer: Answer,
  own: Contract | undefined,
  text = answer.body.toString(),
): Verdict | undefined {
  if (own !== undefined && foreignNumbers(own).test(text))
    return { wrong: 'it has another contract’s number' }
  if (!answer.isWhole) return 'broken'
  if (isPlainRefusal(answer)) return 'refused'
  if (answer.status >= 500 || answer.status === 429) return { wrong: `it is answered ${answer.status}` }
  return undefined
}
