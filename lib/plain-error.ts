/** An error whose message tells a person all that is needed: commands print it as it is, without a stack. */
export class PlainError extends Error {
  override name = 'PlainError'
}
