/** Codes that were chosen, as the one text that a form's answer has of a field. */
export const typedCodes = {
  join: (codes: string[]) => JSON.stringify(codes),
  split: (text: string | undefined) => (text === undefined ? undefined : (JSON.parse(text) as string[])),
}
