import { getTranslations } from 'next-intl/server'
import { frameUser } from '@/app/frame-user'
import { PortalFrame } from '@/app/portal-frame'
import { NotFoundMessage } from '@/components/layout/not-found-message'

export async function generateMetadata() {
  return { title: (await getTranslations('errors'))('notFoundTitle') }
}

export default async function NotFoundPage() {
  const user = await frameUser()
  return (
    <PortalFrame user={user}>
      <NotFoundMessage />
    </PortalFrame>
  )
}
