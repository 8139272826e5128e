import { z } from 'zod'
import { emailAddress } from '@/lib/mail/email-address'

/** Text that takes one line of a terminal and cannot steer it. */
const line = (charactersMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charactersMax)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u)

/** What operators give; the names are those of the messages that refuse it (`cli.invalid.<name>`). */
export const accountInput = {
  /** The same as the check of the database. */
  contractNumber: z.string().regex(/^[0-9A-Za-z-]{1,32}$/),
  contractName: line(100),
  /** Printable ASCII without blanks: what the sign-in page can take. */
  userId: z.string().regex(/^[\x21-\x7e]{1,64}$/),
  email: emailAddress,
  reason: line(200),
  operator: line(64),
  department: line(100),
}
