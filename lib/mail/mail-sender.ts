import { env } from '@/lib/env'

/** Whom the portal's mails are from. Where MAIL_FROM is not set (demo, development, tests), an example's address. */
export const mailSender = env.mailFrom ?? 'BizFAX <no-reply@bizfax.example>'
