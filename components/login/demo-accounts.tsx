import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { DataText } from '@/components/ui/data-text'
import { cardClass } from '@/components/ui/surfaces'
import type { DemoAccount } from '@/lib/accounts/demo-accounts'

/** The accounts of the seed, named on the sign-in page of a demo alone. */
export function DemoAccounts({ accounts, password }: { accounts: readonly DemoAccount[]; password: string }) {
  const t = useTranslations('login')
  return (
    <section className={classNames('text-14', cardClass)}>
      <h2 className="font-bold">{t('demoTitle')}</h2>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4">
        {accounts.map(({ userId, contractNumber, multiFactor, isMaskedReader, department }) => (
          <div key={userId} className="contents">
            <dt>
              <code>{userId}</code>
            </dt>
            <dd>
              {department === undefined ? (
                t(
                  multiFactor
                    ? 'demoMultiFactorAccount'
                    : isMaskedReader
                      ? 'demoMaskedReader'
                      : 'demoAccount',
                  { contractNumber },
                )
              ) : (
                <DataText>{t('demoLimitedReader', { contractNumber, department })}</DataText>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-1">{t('demoPassword', { password })}</p>
    </section>
  )
}
