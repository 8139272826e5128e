import { demoAccounts, demoPassword } from '@/lib/accounts/demo-accounts'

/** Says where the demo is, who signs in to it, and how it ends. @param end what Ctrl-C ends, and where the data stays. */
export function tellDemo(url: string, end: string): void {
  const accounts = demoAccounts.map(({ userId }) => userId).join(', ')
  console.log(`
  ${url}

  User IDs: ${accounts}   Password: ${demoPassword}
  ${end}
`)
}
