import { PortalError } from '@/lib/errors'
import { openApiAddress } from '../api-address'

const unknown = async (): Promise<never> => {
  throw new PortalError({ code: 'notFound' })
}

/** Any other address for programs. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = openApiAddress({
  GET: unknown,
  POST: unknown,
  PUT: unknown,
  PATCH: unknown,
  DELETE: unknown,
  OPTIONS: unknown,
})
