import type { Database } from '@/lib/db/prisma'
import type { UsageConditions } from './conditions'
import type { UsageScope } from './record-where'
import type { UsageKind } from './search'
import type { UsageTotals } from './totals'

/** Totals of the records of one kind that are coded alike. */
export interface CodeTotals extends UsageTotals {
  kind: UsageKind
  communicationType: string
  area: string
  /** 割引種別 of calls, 通話種別 of destinations; empty where they have none. */
  rateType: string
}

/**
 * Reads a contract's totals of a period by kind and codes, from the hourly totals: as fast for a hundred million
 * records as for ten (docs/decisions/0003, 0069).
 */
export async function readCodeTotals(
  db: Database,
  { contractNumber, period }: Pick<UsageScope, 'contractNumber'> & Required<Pick<UsageScope, 'period'>>,
): Promise<CodeTotals[]> {
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
