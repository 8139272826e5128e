import Negotiator from 'negotiator'
import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'
import { messageResponse } from './message-response'

/** What the address of a file can answer: where a request takes both alike, it is a program that asks for the file. */
const answers = ['text/csv', 'text/html']

/** Whether a request would rather have a page than a file: a browser that follows a link says so. */
function prefersPage({ headers }: Request): boolean {
  const accept = headers.get('accept') ?? undefined
  return new Negotiator({ headers: { accept } }).mediaType(answers) === 'text/html'
}

/**
 * Refuses a file. A browser is led to the page that says why and what to do; a program, which would save that page as
 * the file, is told the same with a status.
 * @param page its address.
 * @param status a 4xx.
 * @throws the redirect of a browser.
 */
export async function refuseFile(
  request: Request,
  page: string,
  status: number,
  message: string,
): Promise<Response> {
  if (prefersPage(request)) redirect(page)
  const t = await getTranslations('errors')
  return messageResponse({ status }, message, { href: page, text: t('toPage') })
}

/** Refuses a file to a request that nobody is signed in for. @param returnTo the address to come back to. */
export async function refuseUntilSignedIn(request: Request, returnTo: string): Promise<Response> {
  const t = await getTranslations('login')
  return refuseFile(request, paths.login({ next: returnTo }), 401, t('signInAgain'))
}
