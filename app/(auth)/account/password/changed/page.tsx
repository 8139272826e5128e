import { ChangeCompleted } from '@/components/account/change-completed'
import { requireCompletedChange } from '@/lib/auth/leave-after-change'

export default async function PasswordChangedPage() {
  await requireCompletedChange('password')
  return <ChangeCompleted of="password" />
}
