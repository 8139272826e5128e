import { z } from 'zod'
import { PortalError } from '@/lib/errors'
import type { AddressParameters } from './search'

/** What the menu's picture of daily usage can show: 通信料, 件数 or 送信枚数. */
export const dailyMeasures = ['charge', 'calls', 'sentPages'] as const
export type DailyMeasure = (typeof dailyMeasures)[number]

/** What its bars can be split by: 通信種別 or 割引種別. */
export const dailySplits = ['type', 'rate'] as const
export type DailySplit = (typeof dailySplits)[number]

/** Which picture is asked for. */
export interface DailyView {
  measure: DailyMeasure
  split?: DailySplit
}

/** As an address names the measures. */
const measureNames = { charge: 'charge', calls: 'calls', pages: 'sentPages' } as const

const form = z.object({
  measure: z
    .enum(Object.keys(measureNames) as (keyof typeof measureNames)[])
    .default('charge')
    .transform((name) => measureNames[name]),
  split: z.enum(dailySplits).optional(),
})

/**
 * Reads which picture an address asks for; 通信料 without a split where it says nothing.
 * @throws PortalError `badRequest` where a value is none of these.
 */
export function parseDailyView(parameters: AddressParameters): DailyView {
  const parsed = form.safeParse(parameters)
  if (!parsed.success) throw new PortalError({ code: 'badRequest' })
  return parsed.data
}

/** The picture as parameters of an address; what is usual is left out. */
export function dailyViewParameters({ measure, split }: DailyView): Record<string, string | undefined> {
  const named = measure === 'sentPages' ? 'pages' : measure
  return { measure: named === 'charge' ? undefined : named, split }
}
