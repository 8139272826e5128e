import type { DemoContractNumber } from '@/lib/accounts/demo-accounts'

/** The two invented customers of the demo; `lib/accounts/demo-accounts.ts` says who signs in for them. */
export const demoContracts: readonly { number: DemoContractNumber; name: string }[] = [
  { number: '04', name: '見本商事株式会社' },
  { number: '05', name: '例題物流株式会社' },
]

/** What the first customer calls its lines; the others stay without a name, so that 未分類 is seen too. */
export const demoNames = {
  contractNumber: '04',
  changedBy: 'demo04',
  names: [
    { number: '001', name: '本社 総務課 複合機', department: '総務部', accountCode: '5210' },
    { number: '002', name: '本社 受発注システム', department: '営業部', accountCode: '5215' },
    { number: '003', name: '配送センター', department: '物流部', accountCode: '5310' },
    { number: '0300000401', name: '東京支店', department: '営業部', accountCode: '' },
  ],
} as const
