import { getLocale, getTranslations } from 'next-intl/server'
import { connection } from 'next/server'
import { notFound } from 'next/navigation'
import { chooseLocaleAction } from '@/app/actions'
import { PageFrame } from '@/components/layout/page-frame'
import { DataText } from '@/components/ui/data-text'
import { PageTitle } from '@/components/ui/page-title'
import { cardClass } from '@/components/ui/surfaces'
import { readOutbox, usesOutbox } from '@/lib/mail/outbox'
import { secondText } from '@/lib/time/time-text'

/** The mails of a demo. It does not exist where mails really leave. */
export default async function OutboxPage() {
  await connection()
  if (!usesOutbox()) notFound()
  const [t, locale, mails] = await Promise.all([getTranslations('outbox'), getLocale(), readOutbox()])
  return (
    <PageFrame chooseLocale={chooseLocaleAction}>
      <div className="flex max-w-3xl flex-col gap-6">
        <PageTitle>{t('title')}</PageTitle>
        <p>{mails.length > 0 ? t('lead') : t('empty')}</p>
        {mails.map((mail) => (
          <article key={`${mail.at} ${mail.to}`} className={cardClass}>
            <h2 className="font-bold">
              <DataText>{mail.subject}</DataText>
            </h2>
            <p className="text-14 text-quiet">
              {t('to')}: {mail.to} / {t('at')}: {secondText(new Date(mail.at), locale)}
            </p>
            <pre className="mt-3 font-sans whitespace-pre-wrap">
              <DataText>{mail.text}</DataText>
            </pre>
          </article>
        ))}
      </div>
    </PageFrame>
  )
}
