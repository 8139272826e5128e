import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChangeCompleted } from '@/components/account/change-completed'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.password'))('changedTitle') }
}

export default function PasswordChangedPage() {
  return <ChangeCompleted of="password" />
}
