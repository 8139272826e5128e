import { env } from '@/lib/env'

/** The paragraph of a mail that leads to a page; none where the portal does not know its own address. */
export const pageLink = (path: string): string[] => (env.authUrl ? [new URL(path, env.authUrl).href] : [])
