/** What the statement says of the last trials. tests/unit/accessibility-statement.test.ts holds it to what is installed. */
export const trials = {
  /** The day of the last trial by hand. */
  date: '2026-11-26',
  axe: '4.11.4',
  lighthouse: '12.8.2',
} as const
