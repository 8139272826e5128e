import { useTranslations } from 'next-intl'

/** Whom to call, as the manual prints it. */
export function ServiceCentre() {
  const t = useTranslations('serviceCentre')
  return (
    <section aria-label={t('title')} className="rounded-8 bg-panel px-5 py-4">
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
