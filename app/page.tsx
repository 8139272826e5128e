import { redirect } from 'next/navigation'
import { requireUser } from '@/lib/auth/require-user'
import { paths } from '@/lib/paths'

export default async function HomePage(): Promise<never> {
  await requireUser(paths.menu())
  redirect(paths.menu())
}
