import type { Database } from '@/lib/db/prisma'
import { namesLostInShiftJis } from '@/lib/numbers/names-lost'
import { callConditions, destinationConditions } from './conditions-where'
import type { UsageFileScope } from './copy-usage'
import { numbersWhere, scopeWhere } from './record-where'

/** Numbers that one query asks for: a statement takes some 32,000 values at most. */
const numbersAtOnce = 10_000

/**
 * Counts the characters of the names beside a result's numbers that a file in Shift_JIS has 〓 for: once for each record
 * that a name stands in. Only where a name holds such a character are records looked at.
 */
export async function namesLoss(scope: UsageFileScope, db: Database): Promise<number> {
  const losses = await namesLostInShiftJis(scope.contractNumber, db)
  const numbers = [...losses.keys()]
  let lost = 0
  for (let from = 0; from < numbers.length; from += numbersAtOnce)
    for (const { number, records } of await countNumbers(
      scope,
      numbers.slice(from, from + numbersAtOnce),
      db,
    ))
      lost += records * losses.get(number)!
  return lost
}

interface CountedNumber {
  number: string
  records: number
}

/** Counts the records of a result that have one of some numbers, as caller and as callee. */
async function countNumbers(
  { contractNumber, callers, kind, period, callId, destinationNumbers, conditions }: UsageFileScope,
  numbers: string[],
  db: Database,
): Promise<CountedNumber[]> {
  const scope = scopeWhere({ contractNumber, callers, period, callId })
  const [ofCallers, ofCallees] = [{ callerNumber: { in: numbers } }, { calleeNumber: { in: numbers } }]
  if (kind === 'call') {
    const where = [scope, callConditions(conditions)]
    const { groupBy } = db.usageCall
    return [
      ...(await groupBy({ by: 'callerNumber', where: { AND: [...where, ofCallers] }, _count: true })).map(
        asCaller,
      ),
      ...(await groupBy({ by: 'calleeNumber', where: { AND: [...where, ofCallees] }, _count: true })).map(
        asCallee,
      ),
    ]
  }
  const where = [scope, numbersWhere(destinationNumbers), destinationConditions(conditions)]
  const { groupBy } = db.usageDestination
  return [
    ...(await groupBy({ by: 'callerNumber', where: { AND: [...where, ofCallers] }, _count: true })).map(
      asCaller,
    ),
    ...(await groupBy({ by: 'calleeNumber', where: { AND: [...where, ofCallees] }, _count: true })).map(
      asCallee,
    ),
  ]
}

const asCaller = ({ callerNumber, _count }: { callerNumber: string; _count: number }): CountedNumber => ({
  number: callerNumber,
  records: _count,
})

/** A callee that was asked for by its number has one. */
const asCallee = ({
  calleeNumber,
  _count,
}: {
  calleeNumber: string | null
  _count: number
}): CountedNumber => ({
  number: calleeNumber!,
  records: _count,
})
