import type { useTranslations } from 'next-intl'
import type { CodeSending } from '@/lib/alerts/addresses'
import { alertCodesMax } from '@/lib/alerts/limits'

/** Why no code was sent to an address. */
export function describeCodeSending(
  sending: Exclude<CodeSending, 'sent'>,
  t: ReturnType<typeof useTranslations<'statements.alert.code'>>,
): string {
  if (typeof sending === 'object') return t('wait', { seconds: sending.waitSeconds })
  return t(sending, { max: alertCodesMax })
}
