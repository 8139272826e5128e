import { getPrisma, type Database } from '@/lib/db/prisma'
import { charactersLost } from '@/lib/files/shift-jis'
import { callConditions, destinationConditions } from './conditions-where'
import type { UsageFileScope } from './copy-usage'
import { outputFit } from './outputs'
import { numbersWhere, scopeWhere } from './record-where'
import type { UsageOutput } from './search'

/**
 * What Shift_JIS loses of the file that an output makes of a result, see `shiftJisLoss`.
 * @param records how many the result has.
 * @returns 0 where the output does not hold them: there is no file then, and nothing is read.
 */
export async function fileLoss(
  scope: UsageFileScope,
  records: number,
  output: Exclude<UsageOutput, 'screen'>,
  db: Database = getPrisma(),
): Promise<number> {
  return outputFit(records, output) === 'fits' ? shiftJisLoss(scope, db) : 0
}

/**
 * Counts the characters of a result's coded columns that a file in Shift_JIS has 〓 for. The codes are few and known:
 * only where one of them holds such a character are records looked at.
 * @returns 0 where there are none; numbers, which are ASCII by nature, are not looked at.
 */
export async function shiftJisLoss(
  { contractNumber, kind, period, callId, destinationNumbers, conditions }: UsageFileScope,
  db: Database = getPrisma(),
): Promise<number> {
  const codes = await db.usageCode.findMany({ select: { code: true } })
  const lossy = codes.map(({ code }) => code).filter((code) => charactersLost(code) > 0)
  if (lossy.length === 0) return 0

  const isLossy = { in: lossy }
  const scope = scopeWhere({ contractNumber, period, callId })
  if (kind === 'call') {
    const groups = await db.usageCall.groupBy({
      by: ['communicationType', 'area', 'discountType'],
      where: {
        ...scope,
        ...callConditions(conditions),
        AND: { OR: [{ communicationType: isLossy }, { area: isLossy }, { discountType: isLossy }] },
      },
      _count: true,
    })
    return sumOf(groups, ({ communicationType, area, discountType }) => [
      communicationType,
      area,
      discountType,
    ])
  }
  const groups = await db.usageDestination.groupBy({
    by: ['communicationType', 'area', 'paperMode', 'callType'],
    where: {
      ...scope,
      ...numbersWhere(destinationNumbers),
      ...destinationConditions(conditions),
      AND: {
        OR: [
          { communicationType: isLossy },
          { area: isLossy },
          { paperMode: isLossy },
          { callType: isLossy },
        ],
      },
    },
    _count: true,
  })
  return sumOf(groups, ({ communicationType, area, paperMode, callType }) => [
    communicationType,
    area,
    paperMode,
    callType,
  ])
}

const sumOf = <Group extends { _count: number }>(
  groups: readonly Group[],
  textsOf: (group: Group) => (string | null)[],
) => groups.reduce((sum, group) => sum + group._count * charactersLost(textsOf(group).join('')), 0)
