import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { frameUser } from '@/app/frame-user'
import { PortalFrame } from '@/app/portal-frame'
import { SessionWarning } from '@/components/layout/session-warning'
import { sessionIdleSeconds } from '@/lib/auth/session'

/** Shows who is signed in. It lets nobody in or out: each page below asks for the user itself. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const [user, t] = await Promise.all([frameUser(), getTranslations('session')])
  return (
    <PortalFrame user={user}>
      {children}
      {user && (
        <SessionWarning
          idleSeconds={sessionIdleSeconds}
          texts={{
            title: t('title'),
            lead: t('lead'),
            stay: t('stay'),
            endedTitle: t('endedTitle'),
            ended: t('ended'),
            signIn: t('signIn'),
            close: t('close'),
            failed: t('failed'),
          }}
        />
      )}
    </PortalFrame>
  )
}
