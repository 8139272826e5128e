import { useLocale, useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import { Button } from '@/components/ui/button'
import type { OpenSession } from '@/lib/auth/list-sessions'
import { shortUserAgent } from '@/lib/http/browser-name'
import { secondText } from '@/lib/time/time-text'

const columns = ['browser', 'address', 'since', 'lastUsed', 'action'] as const

/** The browsers in which an account is signed in, each but the present one with the button that ends it. */
export function SessionTable({ sessions }: { sessions: OpenSession[] }) {
  const t = useTranslations('account.sessions')
  const locale = useLocale()
  return (
    <RecordTable
      caption={t('caption', { count: sessions.length })}
      columns={columns.map((column) => ({ heading: t(`columns.${column}`), isNumber: false }))}
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
            <Button
              key="end"
              name="which"
              value={id}
              variant="outline"
              size="small"
              aria-label={t('endOf', { browser, since })}
            >
              {t('end')}
            </Button>
          ),
        ]
      })}
    />
  )
}
