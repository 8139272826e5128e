import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { AccountPlaces } from '@/components/account/account-places'
import { KeyForm } from '@/components/keys/key-form'
import { KeyList } from '@/components/keys/key-list'
import { Notice } from '@/components/ui/notice'
import { Outcome } from '@/components/ui/outcome'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { formAccount } from '@/lib/auth/form-account'
import { isPermitted } from '@/lib/auth/permissions'
import { requireUser } from '@/lib/auth/require-user'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { keyNameLengthMax } from '@/lib/keys/key-name'
import { keyEndDays } from '@/lib/keys/key-period'
import { listKeys, userIdsOf } from '@/lib/keys/list-keys'
import { addressOf, paths } from '@/lib/paths'
import { makeKeyAction, revokeKeyAction } from './key-actions'

export default withErrorMessage(async function KeysPage({ searchParams }: PageProps<'/account/tokens'>) {
  const parameters = await searchParams
  const user = await requireUser(addressOf(paths.keys(), parameters))
  const t = await getTranslations('keys')
  return (
    <div className="flex flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <AccountPlaces present="keys" />
      {parameters.done === 'revoked' && <Outcome kind="success">{t('revoked')}</Outcome>}
      <p>
        {t('lead')} <TextLink href={paths.help('api')}>{t('toHelp')}</TextLink>
      </p>
      {isPermitted(user, 'manageKeys') ? (
        <Keys user={user} />
      ) : (
        <Notice kind="information">{t('forAdministrators')}</Notice>
      )}
    </div>
  )
})

async function Keys({ user }: { user: SignedInUser }) {
  const now = new Date()
  const [t, keys, userIds] = await Promise.all([
    getTranslations('keys'),
    listKeys(user, now),
    userIdsOf(user),
  ])
  const account = formAccount(user)
  const form = [
    'name',
    'userId',
    'userIdHint',
    'until',
    'untilHint',
    'password',
    'passwordHint',
    'submit',
  ] as const
  const made = ['lead', 'label', 'copy', 'copied', 'notCopied'] as const
  const texts = {
    ...pick(form, (key) => t(`form.${key}`)),
    nameHint: t('form.nameHint', { max: keyNameLengthMax }),
    made: pick(made, (key) => t(`made.${key}`)),
  }
  return (
    <>
      <section aria-labelledby="make" className="flex flex-col gap-3">
        <h2 id="make" className="text-20 font-bold">
          {t('form.title')}
        </h2>
        <KeyForm
          make={makeKeyAction}
          account={account}
          userIds={userIds}
          ownUserId={user.userId}
          days={keyEndDays(now)}
          texts={texts}
        />
      </section>
      <section aria-labelledby="keys" className="flex flex-col gap-3">
        <h2 id="keys" className="text-20 font-bold">
          {t('list.title')}
        </h2>
        {keys.length === 0 ? (
          <Notice kind="information">{t('list.none')}</Notice>
        ) : (
          <KeyList keys={keys} revoke={revokeKeyAction} account={account} />
        )}
      </section>
    </>
  )
}

const pick = <Key extends string>(keys: readonly Key[], text: (key: Key) => string) =>
  Object.fromEntries(keys.map((key) => [key, text(key)])) as Record<Key, string>
