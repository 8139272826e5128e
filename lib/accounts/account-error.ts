/** Why an operator's command on contracts and accounts cannot be done. */
export type AccountRefusal =
  | { code: 'contractExists' | 'unknownContract'; contractNumber: string }
  | { code: 'accountExists' | 'unknownAccount' | 'addressMissing' | 'addressSame'; userId: string }

/** The operator's language puts it into words: `cli.refusals.<code>` in the message catalogue. */
export class AccountError extends Error {
  override name = 'AccountError'

  constructor(readonly refusal: AccountRefusal) {
    super(Object.values(refusal).join(' '))
  }
}
