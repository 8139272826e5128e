import type { ReactNode } from 'react'
import { chooseLocaleAction } from '@/app/actions'
import { PageFrame } from '@/components/layout/page-frame'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <PageFrame chooseLocale={chooseLocaleAction}>{children}</PageFrame>
}
