/** Who makes a request: read anew from the database each time (see `require-user.ts`). */
export interface SignedInUser {
  sessionId: string
  accountId: bigint
  userId: string
  /** The only contract whose data this user may see. */
  contractNumber: string
  contractName: string
  /** 多要素認証 */
  multiFactor: boolean
  previousSignInAt: Date | null
}
