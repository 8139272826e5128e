/** The two invented customers of the demo, and who signs in for them (spec section 9). */

export type DemoContractNumber = '04' | '05'

export const demoContracts: readonly { number: DemoContractNumber; name: string }[] = [
  { number: '04', name: '見本商事株式会社' },
  { number: '05', name: '例題物流株式会社' },
]

/** The password of every account of the demo. */
export const demoPassword = 'Fax!2026'

export const demoAccounts: readonly {
  userId: string
  contractNumber: DemoContractNumber
  /** 多要素認証 */
  multiFactor: boolean
  email: string | null
}[] = [
  { userId: 'demo04', contractNumber: '04', multiFactor: false, email: null },
  { userId: 'mfa04', contractNumber: '04', multiFactor: true, email: 'mfa04@example.com' },
  { userId: 'demo05', contractNumber: '05', multiFactor: false, email: null },
]
