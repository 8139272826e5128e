import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'

/** The way to the mails of a demo, shown only where there is an outbox. */
export function OutboxLink() {
  const t = useTranslations('outbox')
  return (
    <p>
      <TextLink href={paths.outbox()} target="_blank">
        {t('link')}
      </TextLink>
    </p>
  )
}
