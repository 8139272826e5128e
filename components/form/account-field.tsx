/** The field of a form that names the account it was shown to. */
export const accountField = 'account'

/**
 * Binds a form to the account that it is shown to.
 * @param account from lib/auth/form-account.ts; null outside of the sign-in.
 */
export function AccountField({ account }: { account: string | null }) {
  return account === null ? null : <input type="hidden" name={accountField} value={account} readOnly />
}
