import { getTranslations } from 'next-intl/server'
import { frameUser } from '@/app/frame-user'
import { PortalFrame } from '@/app/portal-frame'
import { RefusalMessage } from '@/components/layout/refusal-message'

export async function generateMetadata() {
  return { title: (await getTranslations('refusals'))('notFoundTitle') }
}

export default async function NotFoundPage() {
  const user = await frameUser()
  return (
    <PortalFrame user={user}>
      <RefusalMessage refusal={{ code: 'notFound' }} />
    </PortalFrame>
  )
}
