import { paths } from '@/lib/paths'
import type { HelpTopic } from './topics'

interface HelpPlace {
  topic: HelpTopic['slug']
  /** The anchor of a section of that topic. */
  section: string
}

const place = (topic: HelpTopic['slug'], section: string): HelpPlace => ({ topic, section })

/**
 * Where the help speaks of each page. A page is written as its folder of `app` is: `[…]` stands for any one part, and
 * comes after those that are named.
 */
export const helpOfPages: Record<string, HelpPlace> = {
  '/login': place('usage', 'login'),
  '/login/verify': place('usage', 'login'),
  '/logged-out': place('overview', 'flow'),
  '/accessibility': place('contact', 'centre'),
  '/menu': place('overview', 'entries'),
  '/usage': place('usage', 'conditions'),
  '/usage/saved': place('usage', 'saved'),
  '/usage/saved/[savedId]': place('usage', 'saved'),
  '/usage/saved/[savedId]/edit': place('usage', 'saved'),
  '/usage/calls/[callId]': place('usage', 'ofCall'),
  '/usage/calls/[callId]/bulk': place('usage', 'allOfCall'),
  '/statements': place('statements', 'sheet'),
  '/statements/alert': place('statements', 'alert'),
  '/statements/alert/[addressId]': place('statements', 'alert'),
  '/statements/[month]': place('statements', 'lists'),
  '/exports': place('usage', 'bulk'),
  '/exports/accepted': place('usage', 'bulk'),
  '/exports/monthly': place('usage', 'monthly'),
  '/exports/[exportId]/manifest': place('usage', 'check'),
  '/numbers': place('numbers', 'single'),
  '/numbers/new': place('numbers', 'single'),
  '/numbers/import': place('numbers', 'many'),
  '/numbers/import/[draftId]': place('numbers', 'many'),
  '/numbers/[nameId]': place('numbers', 'single'),
  '/account/password': place('password', 'update'),
  '/account/password/changed': place('password', 'update'),
  '/account/email': place('email', 'change'),
  '/account/email/verify': place('email', 'change'),
  '/account/email/changed': place('email', 'change'),
  '/account/activity': place('overview', 'activity'),
  '/account/sessions': place('overview', 'sessions'),
  '/account/tokens': place('api', 'keys'),
  '/account/other': place('overview', 'session'),
}

const pages = Object.entries(helpOfPages).map(([page, { topic, section }]) => ({
  parts: page.split('/'),
  address: `${paths.help(topic)}#${section}`,
}))

/**
 * The place in the help of the page at an address; the index of the help for an address that has none, as where
 * nothing was found.
 */
export function helpAddressOf(pathname: string): string {
  const asked = pathname.split('/')
  const page = pages.find(
    ({ parts }) =>
      parts.length === asked.length &&
      parts.every((part, index) => part.startsWith('[') || part === asked[index]),
  )
  return page?.address ?? paths.help()
}
