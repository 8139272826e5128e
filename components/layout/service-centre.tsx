import { useTranslations } from 'next-intl'
import { panelClass } from '@/components/ui/surfaces'

/** Whom to call, as the manual prints it. */
export function ServiceCentre() {
  const t = useTranslations('serviceCentre')
  return (
    <section aria-label={t('title')} className={panelClass}>
      <p className="font-bold">
        {t('name')}{' '}
        <a href="tel:0120161011" className="whitespace-nowrap">
          0120-161011
        </a>
      </p>
      <p className="text-14">{t('hours')}</p>
    </section>
  )
}
