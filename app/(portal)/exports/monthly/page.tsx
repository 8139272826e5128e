import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { StandingForm } from '@/components/exports/standing-form'
import { StandingState } from '@/components/exports/standing-state'
import { RemoveForm } from '@/components/form/remove-form'
import { Notice } from '@/components/ui/notice'
import { Outcome } from '@/components/ui/outcome'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { formAccount } from '@/lib/auth/form-account'
import { requireUser } from '@/lib/auth/require-user'
import { loadStandingPage } from '@/lib/exports/read-standing-export'
import { hasNames } from '@/lib/numbers/names-of'
import { addressOf, paths } from '@/lib/paths'
import { endStandingExportAction, setStandingExportAction } from './monthly-actions'

/** What the address may say of the change that led to it. */
const changes = ['set', 'changed', 'ended'] as const

export default withErrorMessage(async function MonthlyExportsPage({
  searchParams,
}: PageProps<'/exports/monthly'>) {
  const parameters = await searchParams
  const user = await requireUser(addressOf(paths.exportsMonthly(), parameters))
  const [t, exports, { standing, hasAddress, initial }, isNamed] = await Promise.all([
    getTranslations('exports.monthly'),
    getTranslations('exports'),
    loadStandingPage(user, new Date()),
    hasNames(user.contractNumber),
  ])
  const done = changes.find((change) => change === parameters.done)
  return (
    <div className="flex flex-col gap-6">
      <PageTitle section={exports('title')}>{t('title')}</PageTitle>
      {done && (
        // Another change is said anew.
        <Outcome key={`${done} ${JSON.stringify(standing?.choices)}`} kind="success">
          {t(`done.${done}`)}
        </Outcome>
      )}
      <p>{t('lead', { userId: user.userId })}</p>
      {!hasAddress && <Notice kind="warning">{t('noAddress')}</Notice>}
      <StandingState standing={standing} />
      <StandingForm
        send={setStandingExportAction}
        account={formAccount(user)}
        chosen={standing?.choices ?? initial}
        isOn={standing !== undefined}
        isNamed={isNamed}
      />
      {standing && (
        <RemoveForm
          remove={endStandingExportAction}
          account={formAccount(user)}
          hidden={{}}
          texts={{ open: t('end.open'), lead: t('end.lead'), submit: t('end.submit') }}
        />
      )}
      <p>
        <TextLink href={paths.exports()}>{t('back')}</TextLink>
      </p>
    </div>
  )
})
