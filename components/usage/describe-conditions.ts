import type { UsageConditions } from '@/lib/usage/conditions'
import type { UsageKind } from '@/lib/usage/search'
import type { Formats, UsageTexts } from './usage-texts'

/** The name of 割引種別/通話種別, by what a record is. */
export const rateColumn = { call: 'discountType', destination: 'callType' } as const

/** What a search is narrowed by, in words, a text for each condition: `通信種別: 一般、同報`. */
export function describeConditions(
  conditions: UsageConditions,
  by: UsageKind,
  t: UsageTexts,
  format: Formats,
): string[] {
  const { communicationTypes, areas, rateTypes, callerStart, calleeStart, chargeFrom, chargeTo } = conditions
  const codes = (column: 'communicationType' | 'area' | 'discountType' | 'callType', chosen?: string[]) =>
    chosen
      ? [
          t('narrowing.codes', {
            column: t(`columns.${column}`),
            codes: format.list(
              chosen.map((code) => code || t('narrowing.absent')),
              { type: 'unit' },
            ),
          }),
        ]
      : []
  const start = (column: 'callerNumber' | 'calleeNumber', text?: string) =>
    text === undefined ? [] : [t('narrowing.start', { column: t(`columns.${column}`), text })]
  const bounds = (['from', 'to'] as const).filter(
    (end) => ({ from: chargeFrom, to: chargeTo })[end] !== undefined,
  )
  const charge =
    bounds.length === 0
      ? []
      : [
          t(`narrowing.charge.${bounds.length === 2 ? 'both' : bounds[0]!}`, {
            from: chargeFrom ?? 0,
            to: chargeTo ?? 0,
          }),
        ]
  return [
    ...codes('communicationType', communicationTypes),
    ...codes('area', areas),
    ...codes(rateColumn[by], rateTypes),
    ...start('callerNumber', callerStart),
    ...start('calleeNumber', calleeStart),
    ...charge,
  ]
}
