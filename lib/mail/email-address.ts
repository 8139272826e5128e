import { z } from 'zod'

/** An email address as mails are sent to it: 254 characters at most (RFC 5321). */
export const emailAddress = z.email().max(254)

export const isEmailAddress = (text: string) => emailAddress.safeParse(text).success
