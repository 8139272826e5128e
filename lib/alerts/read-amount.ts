import { alertAmountMax } from './limits'

/**
 * Reads an amount of yen as it was typed: with or without separators, full-width digits are forgiven, and so is 円 or ¥.
 * @returns the amount, or which rule what was typed breaks.
 */
export function readAmount(
  typed: unknown,
): { amount: bigint; problem?: undefined } | { problem: 'amountRequired' | 'amountForm' | 'amountRange' } {
  const text = typeof typed === 'string' ? typed.normalize('NFKC').replace(/\s/g, '') : ''
  if (text === '') return { problem: 'amountRequired' }
  const digits = /^[¥\\]?(\d+|\d{1,3}(?:,\d{3})+)円?$/.exec(text)?.[1]
  if (digits === undefined) return { problem: 'amountForm' }
  const amount = BigInt(digits.replaceAll(',', '').slice(0, 100))
  return amount >= 1n && amount <= BigInt(alertAmountMax) ? { amount } : { problem: 'amountRange' }
}
