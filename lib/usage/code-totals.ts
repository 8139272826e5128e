import type { RecordAccess } from '@/lib/auth/account-user'
import type { Database } from '@/lib/db/prisma'
import type { UsageConditions } from './conditions'
import { countByCodes, type RecordCodes } from './count-records'
import type { UsageScope } from './record-where'
import { usageKinds, type UsageKind } from './search'
import type { UsageTotals } from './totals'

/** Totals of the records of one kind that are coded alike. */
export interface CodeTotals extends RecordCodes, UsageTotals {
  kind: UsageKind
}

type CodeScope = Pick<UsageScope, keyof RecordAccess> & Required<Pick<UsageScope, 'period'>>

/**
 * Reads totals of a period by kind and codes. Those of a whole contract are in the hourly totals: as fast for a hundred
 * million records as for ten (docs/decisions/0003, 0069). Those of some callers are summed from their records.
 */
export async function readCodeTotals(db: Database, scope: CodeScope): Promise<CodeTotals[]> {
  if (scope.callers === 'all') return ofHours(db, scope)
  const codes: CodeTotals[] = []
  for (const kind of usageKinds)
    codes.push(...(await countByCodes(db, { ...scope, kind })).map((totals) => ({ kind, ...totals })))
  return codes
}

async function ofHours(db: Database, { contractNumber, period }: CodeScope): Promise<CodeTotals[]> {
  const groups = await db.usageHour.groupBy({
    by: ['kind', 'communicationType', 'area', 'rateType'],
    where: { contractNumber, hourAt: { gte: period.from, lt: period.until } },
    _sum: {
      records: true,
      destinations: true,
      acceptedPages: true,
      sentPages: true,
      billedPages: true,
      charge: true,
    },
  })
  return groups.map(({ kind, communicationType, area, rateType, _sum }) => ({
    kind: kind as UsageKind,
    communicationType,
    area,
    rateType,
    records: _sum.records!,
    destinations: _sum.destinations!,
    acceptedPages: _sum.acceptedPages!,
    sentPages: _sum.sentPages!,
    billedPages: _sum.billedPages!,
    charge: _sum.charge!,
  }))
}

/** Whether conditions on coded columns leave what is coded so. */
export const hasCodes = (
  { communicationType, area, rateType }: CodeTotals,
  { communicationTypes, areas, rateTypes }: UsageConditions = {},
): boolean =>
  (communicationTypes?.includes(communicationType) ?? true) &&
  (areas?.includes(area) ?? true) &&
  (rateTypes?.includes(rateType) ?? true)
