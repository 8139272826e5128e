import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { AlertAddresses } from '@/components/statements/alert-addresses'
import { AlertAmount } from '@/components/statements/alert-amount'
import { Notice } from '@/components/ui/notice'
import { Outcome } from '@/components/ui/outcome'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { readAlert } from '@/lib/alerts/read-alert'
import { formAccount } from '@/lib/auth/form-account'
import { requireUser } from '@/lib/auth/require-user'
import { addressOf, paths } from '@/lib/paths'
import { addAddressAction, endAlertAction, removeAddressAction, setAlertAction } from './alert-actions'

/** What the address may say of the change that led to it. */
const changes = ['set', 'ended', 'verified', 'removed', 'gone'] as const

export default withErrorMessage(async function AlertPage({ searchParams }: PageProps<'/statements/alert'>) {
  const parameters = await searchParams
  const user = await requireUser(addressOf(paths.alert(), parameters))
  const [t, statements, alert] = await Promise.all([
    getTranslations('statements.alert'),
    getTranslations('statements'),
    readAlert(user, new Date()),
  ])
  const account = formAccount(user)
  const done = changes.find((change) => change === parameters.done)
  return (
    <div className="flex flex-col gap-6">
      <PageTitle section={statements('title')}>{t('title')}</PageTitle>
      {done && (
        // Another change is said anew.
        <Outcome
          key={`${done} ${alert.amount} ${alert.addresses.length}`}
          kind={done === 'gone' ? 'information' : 'success'}
        >
          {t(`done.${done}`)}
        </Outcome>
      )}
      <div>
        <p>{t('lead', { contractNumber: user.contractNumber })}</p>
        <p>{t('once')}</p>
        <p>{t('noFigures')}</p>
      </div>
      {!alert.isManaged && <Notice kind="information">{t('readerNote')}</Notice>}
      <AlertAmount alert={alert} account={account} set={setAlertAction} end={endAlertAction} />
      <AlertAddresses alert={alert} account={account} add={addAddressAction} remove={removeAddressAction} />
      <p>
        <TextLink href={paths.statements()}>{statements('sheet.all')}</TextLink>
      </p>
    </div>
  )
})
