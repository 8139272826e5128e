/** What the statement says of its trials. tests/components/accessibility-statement.test.tsx holds it to what is installed. */
export const trials = {
  /** The day of the trial by hand, on which the statement was written. */
  date: '2026-11-26',
  axe: '4.11.4',
  lighthouse: '12.8.2',
} as const
