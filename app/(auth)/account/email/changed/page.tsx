import { ChangeCompleted } from '@/components/account/change-completed'
import { requireCompletedChange } from '@/lib/auth/leave-after-change'

export default async function EmailChangedPage() {
  await requireCompletedChange('email')
  return <ChangeCompleted of="email" />
}
