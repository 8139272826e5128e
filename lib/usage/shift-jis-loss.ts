import { getPrisma, type Database } from '@/lib/db/prisma'
import { charactersLost } from '@/lib/files/shift-jis'
import { callConditions, destinationConditions } from './conditions-where'
import type { UsageFileScope } from './copy-usage'
import { numbersWhere, scopeWhere } from './record-where'

/**
 * Counts the characters of a result's coded columns that a file in Shift_JIS has 〓 for. The codes are few and known:
 * only where one of them holds such a character are records looked at.
 * @returns 0 where there are none; numbers, which are ASCII by nature, are not looked at.
 */
export async function shiftJisLoss(
  { contractNumber, callers, kind, period, callId, destinationNumbers, conditions }: UsageFileScope,
  db: Database = getPrisma(),
): Promise<number> {
  const codes = await db.usageCode.findMany({ select: { code: true } })
  const lossy = codes.map(({ code }) => code).filter((code) => charactersLost(code) > 0)
  if (lossy.length === 0) return 0

  const isLossy = { in: lossy }
  const scope = scopeWhere({ contractNumber, callers, period, callId })
  if (kind === 'call') {
    const groups = await db.usageCall.groupBy({
      by: ['communicationType', 'area', 'discountType'],
      where: {
        AND: [scope, callConditions(conditions)],
        OR: [{ communicationType: isLossy }, { area: isLossy }, { discountType: isLossy }],
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
      AND: [scope, numbersWhere(destinationNumbers), destinationConditions(conditions)],
      OR: [{ communicationType: isLossy }, { area: isLossy }, { paperMode: isLossy }, { callType: isLossy }],
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
