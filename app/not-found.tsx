import { getTranslations } from 'next-intl/server'
import { chooseLocaleAction, signOutAction } from '@/app/actions'
import { frameUser } from '@/app/frame-user'
import { PageFrame } from '@/components/layout/page-frame'
import { NotFoundMessage } from '@/components/layout/not-found-message'

export async function generateMetadata() {
  return { title: (await getTranslations('errors'))('notFoundTitle') }
}

export default async function NotFoundPage() {
  const user = await frameUser()
  return (
    <PageFrame chooseLocale={chooseLocaleAction} user={user} signOut={user && signOutAction}>
      <NotFoundMessage />
    </PageFrame>
  )
}
