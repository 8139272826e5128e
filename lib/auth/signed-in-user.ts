import type { AccountUser } from './account-user'

/** Who makes a request in a browser (see `require-user.ts`). */
export interface SignedInUser extends AccountUser {
  sessionId: string
  /** 多要素認証 */
  multiFactor: boolean
  previousSignInAt: Date | null
  /** Whether the password is an operator's: such a user reaches nothing but the page that replaces it. */
  mustChangePassword: boolean
}
