import { frameUser } from '@/app/frame-user'
import { PortalFrame } from '@/app/portal-frame'
import { RefusalMessage } from '@/components/layout/refusal-message'

export default async function NotFoundPage() {
  const user = await frameUser()
  return (
    <PortalFrame user={user}>
      <RefusalMessage refusal={{ code: 'notFound' }} />
    </PortalFrame>
  )
}
