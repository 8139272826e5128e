import { unstable_rethrow } from 'next/navigation'
import { sessionUser } from '@/lib/auth/require-user'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { requestRefusal } from '@/lib/errors'
import { logFailure } from './log-failure'

/** Who is signed in, for what a page shows of it alone: where that cannot be read, the page is made without. */
export async function frameUser(): Promise<SignedInUser | undefined> {
  try {
    return await sessionUser()
  } catch (error) {
    unstable_rethrow(error)
    // The page itself says what it is refused for.
    if (!requestRefusal(error)) logFailure(error)
    return undefined
  }
}
