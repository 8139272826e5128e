import type { DemoContractNumber } from '@/lib/accounts/demo-accounts'

/** The two invented customers of the demo; `lib/accounts/demo-accounts.ts` says who signs in for them. */
export const demoContracts: readonly { number: DemoContractNumber; name: string }[] = [
  { number: '04', name: '見本商事株式会社' },
  { number: '05', name: '例題物流株式会社' },
]
