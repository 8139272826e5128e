import { ChangeCompleted } from '@/components/account/change-completed'
import { requireCompletedChange } from '@/lib/auth/leave-after-change'
import { returnPath } from '@/lib/auth/return-path'

export default async function PasswordChangedPage({ searchParams }: PageProps<'/account/password/changed'>) {
  await requireCompletedChange('password')
  const { next } = await searchParams
  return <ChangeCompleted of="password" next={next === undefined ? undefined : returnPath(next)} />
}
