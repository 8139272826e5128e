import { PortalError } from '@/lib/errors'

/** Refuses a page where there is nothing that the user may see. */
export function notFoundPage(): never {
  throw new PortalError({ code: 'notFound' })
}
