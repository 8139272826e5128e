import { connection } from 'next/server'
import { notFound } from 'next/navigation'
import { requireUser } from '@/lib/auth/require-user'
import { usesOutbox } from '@/lib/mail/outbox'
import { paths } from '@/lib/paths'

/**
 * The frame of a signed-in page around nothing: what `npm run bench` holds the search page against. Like the
 * outbox, it exists in a demo alone.
 */
export default async function EmptyPage() {
  await connection()
  if (!usesOutbox()) notFound()
  await requireUser(paths.empty())
  return null
}
