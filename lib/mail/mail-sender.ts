import { env } from '@/lib/env'

/** The sender of the portal's mails. Where MAIL_FROM is not set (demo, development, tests), an example's address. */
export const mailSender = env.mailFrom ?? 'BizFAX <no-reply@bizfax.example>'
