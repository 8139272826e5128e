import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChangeCompleted } from '@/components/account/change-completed'
import { requireCompletedChange } from '@/lib/auth/leave-after-change'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.password'))('changedTitle') }
}

export default async function PasswordChangedPage() {
  await requireCompletedChange('password')
  return <ChangeCompleted of="password" />
}
