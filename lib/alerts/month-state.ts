/** How a month stands to an amount. */
export interface MonthState {
  isAbove: boolean
  /** How often it has risen above the amount. */
  times: number
}

/**
 * How a month stands to an amount after a look at it (docs/decisions/0087): a rise above the amount is told once, a fall
 * to it or below takes that back, and another rise is told again. A month that never was above it has no state.
 * @returns the state as it is now; undefined where nothing is to be kept.
 */
export function nextMonthState(state: MonthState | undefined, isAbove: boolean): MonthState | undefined {
  if (isAbove === (state?.isAbove ?? false)) return state
  return { isAbove, times: (state?.times ?? 0) + (isAbove ? 1 : 0) }
}
