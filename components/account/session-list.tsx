import { useLocale, useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/form/button-form'
import type { FormAction } from '@/components/form/use-form-action'
import { RecordTable } from '@/components/table/record-table'
import { Button } from '@/components/ui/button'
import type { OpenSession } from '@/lib/auth/list-sessions'
import { shortUserAgent } from '@/lib/http/browser-name'
import { secondText } from '@/lib/time/time-text'

interface SessionListProps {
  sessions: OpenSession[]
  /** As in `ActionForm`. */
  account: string
  end: FormAction
}

/** The browsers in which an account is signed in, each but the present one with the way to sign it out. */
export function SessionList({ sessions, account, end }: SessionListProps) {
  const t = useTranslations('account.sessions')
  const locale = useLocale()
  return (
    <RecordTable
      caption={t('caption', { count: sessions.length })}
      columns={(['browser', 'address', 'since', 'lastUsed', 'action'] as const).map((column) => ({
        heading: t(`columns.${column}`),
        isNumber: false,
      }))}
      rows={sessions.map(({ id, isPresent, createdAt, lastSeenAt, sourceAddress, userAgent }) => {
        const browser = userAgent ? shortUserAgent(userAgent) : t('unknown')
        const since = secondText(createdAt, locale)
        return [
          browser,
          sourceAddress ?? t('unknown'),
          since,
          secondText(lastSeenAt, locale),
          isPresent ? (
            <strong key="present">{t('present')}</strong>
          ) : (
            <ButtonForm key="end" send={end} account={account} hidden={{ sessionId: id }}>
              <Button variant="outline" size="small" aria-label={t('endOf', { browser, since })}>
                {t('end')}
              </Button>
            </ButtonForm>
          ),
        ]
      })}
    />
  )
}
