import { getPool } from '@/lib/db/pool'
import type { Locale } from '@/lib/i18n/locale'
import { log } from '@/lib/log'
import { exportMail } from '@/lib/mail/export-mail'
import { sendMail } from '@/lib/mail/send-mail'

const retrySeconds = 60
const giveUpMinutes = 60

interface ToldRow {
  export_id: string
  state: 'ready' | 'failed'
  email: string
  locale: Locale
  expires_at: Date | null
}

/**
 * Mails each owner whose set became ready or failed (spec section 6), where the account has an address.
 *
 * A mail is noted before it is tried, and again when the mail service has taken or refused it. One that was cut
 * short between the two is tried again, under the same idempotency key: the service delivers it once.
 */
export async function tellOwners(now: Date): Promise<void> {
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000)
  const { rows } = await getPool().query<ToldRow>(
    `UPDATE export_request AS request SET mail_tried_at = $1
     FROM account
     WHERE account.account_id = request.account_id AND email IS NOT NULL AND state IN ('ready', 'failed')
       AND mail_done_at IS NULL AND (mail_tried_at IS NULL OR mail_tried_at < $2) AND finished_at > $3
     RETURNING export_id, state, email, locale, expires_at`,
    [now, ago(retrySeconds), ago(giveUpMinutes * 60)],
  )
  for (const row of rows)
    await tell(row).catch((error) => log.error({ err: error, exportId: row.export_id }, 'mail not sent'))
}

async function tell({ export_id: exportId, state, email, locale, expires_at: expiresAt }: ToldRow) {
  const mail = exportMail({ to: email, locale, expiresAt: state === 'ready' ? expiresAt : null })
  const outcome = await sendMail(mail, `export-${exportId}-${state}`)
  if (outcome === 'unknown') return
  await getPool().query('UPDATE export_request SET mail_done_at = $2 WHERE export_id = $1', [
    exportId,
    new Date(),
  ])
}
