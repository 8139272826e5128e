import { getTranslations } from 'next-intl/server'
import { chooseLocaleAction, signOutAction } from '@/app/actions'
import { PageFrame } from '@/components/layout/page-frame'
import { NotFoundMessage } from '@/components/layout/not-found-message'
import { currentUser } from '@/lib/auth/require-user'

export async function generateMetadata() {
  return { title: (await getTranslations('errors'))('notFoundTitle') }
}

export default async function NotFoundPage() {
  const user = await currentUser()
  return (
    <PageFrame chooseLocale={chooseLocaleAction} user={user} signOut={user && signOutAction}>
      <NotFoundMessage />
    </PageFrame>
  )
}
