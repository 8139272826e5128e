import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import type { Locale } from '@/lib/i18n/locale'

/** Keeps the language that the user's mails are written in. */
export async function chooseAccountLocale(user: SignedInUser, locale: Locale): Promise<void> {
  await getPrisma().account.update({ where: { id: user.accountId }, data: { locale } })
}
