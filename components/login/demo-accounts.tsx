import { useTranslations } from 'next-intl'

const accounts = ['demo04', 'mfa04', 'demo05'] as const

/** The accounts of the seed, named on the sign-in page of a demo alone. */
export function DemoAccounts() {
  const t = useTranslations('login')
  return (
    <section className="rounded-8 border border-solid-gray-300 px-5 py-4 text-14">
      <h2 className="font-bold">{t('demoTitle')}</h2>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4">
        {accounts.map((userId) => (
          <div key={userId} className="contents">
            <dt>
              <code>{userId}</code>
            </dt>
            <dd>{t(userId)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1">{t('demoPassword', { password: 'Fax!2026' })}</p>
    </section>
  )
}
