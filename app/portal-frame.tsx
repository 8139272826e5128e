import type { ReactNode } from 'react'
import { PageFrame } from '@/components/layout/page-frame'
import { formAccount } from '@/lib/auth/form-account'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { chooseLocaleAction, signOutAction } from './actions'

/** The frame of a page that may be behind the sign-in. */
export function PortalFrame({ user, children }: { user: SignedInUser | undefined; children: ReactNode }) {
  return (
    <PageFrame
      chooseLocale={chooseLocaleAction}
      user={user && { ...user, account: formAccount(user), signOut: signOutAction }}
    >
      {children}
    </PageFrame>
  )
}
