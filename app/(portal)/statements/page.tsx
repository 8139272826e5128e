import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { MonthList } from '@/components/statements/month-list'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { Freshness } from '@/components/usage/freshness'
import { requireUser } from '@/lib/auth/require-user'
import { env } from '@/lib/env'
import { paths } from '@/lib/paths'
import { listMonths } from '@/lib/statements/list-months'
import { japanDateOf } from '@/lib/time/japan-time'
import { loadedDaysOf } from '@/lib/usage/loaded-days'

export default withErrorMessage(async function StatementsPage() {
  const user = await requireUser(paths.statements())
  const now = new Date()
  const [t, months, { completeUntil }] = await Promise.all([
    getTranslations('statements'),
    listMonths(user, now),
    loadedDaysOf(user.contractNumber, now),
  ])
  return (
    <div className="flex flex-col gap-6">
      <div>
        <PageTitle>{t('title')}</PageTitle>
        <p className="mt-1 text-14 text-quiet">
          <Freshness until={completeUntil} />
        </p>
      </div>
      <div>
        <p>{t('lead')}</p>
        <p>{t('notInvoice')}</p>
        <p className="mt-2">
          <TextLink href={paths.alert()}>{t('alert.title')}</TextLink>
        </p>
      </div>
      <MonthList months={months} retentionMonths={env.usageRetentionMonths} today={japanDateOf(now)} />
    </div>
  )
})
