import { getTranslations } from 'next-intl/server'

/** Whom to call, as the manual prints it. */
export async function ServiceCentre() {
  const t = await getTranslations('serviceCentre')
  return (
    <section aria-label={t('title')} className="rounded-8 bg-solid-gray-50 px-5 py-4">
      <p className="font-bold">
        {t('name')} :{' '}
        <a href="tel:0120161011" className="whitespace-nowrap">
          0120-161011
        </a>
      </p>
      <p className="text-14">{t('hours')}</p>
    </section>
  )
}
