/** Who signs in to the demo (spec section 9): the seed makes these accounts, the demo's sign-in page names them. */

export type DemoContractNumber = '04' | '05'

/** The password of every account of the demo. */
export const demoPassword = 'Fax!2026'

export interface DemoAccount {
  userId: string
  contractNumber: DemoContractNumber
  /** 多要素認証 */
  multiFactor: boolean
  email: string | null
  /** One that sees numbers masked, and looks alone. */
  isMaskedReader?: true
  /** The department to whose numbers it is limited, as one that looks alone. */
  department?: string
}

export const demoAccounts: readonly DemoAccount[] = [
  { userId: 'demo04', contractNumber: '04', multiFactor: false, email: null },
  { userId: 'mfa04', contractNumber: '04', multiFactor: true, email: 'mfa04@example.com' },
  { userId: 'reader04', contractNumber: '04', multiFactor: false, email: null, isMaskedReader: true },
  { userId: 'dept04', contractNumber: '04', multiFactor: false, email: null, department: '営業部' },
  { userId: 'demo05', contractNumber: '05', multiFactor: false, email: null },
]
