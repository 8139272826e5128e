import { useTranslations } from 'next-intl'
import { Button, buttonClass } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { paths } from '@/lib/paths'

/**
 * What people see of an unexpected error: a fixed sentence, and the id under which the log has the rest. Made on the
 * server or in the browser; without `retry` the page is loaded again.
 */
export function ErrorMessage({ id, retry }: { id?: string; retry?: () => void }) {
  const t = useTranslations('errors')
  return (
    <div role="alert" className="flex max-w-2xl flex-col gap-6">
      <PageTitle>{t('failedTitle')}</PageTitle>
      <p>{t('failed')}</p>
      {id && <p className="tabular-nums">{t('failedId', { id })}</p>}
      <p className="flex flex-wrap gap-4">
        {retry ? (
          <Button type="button" onClick={retry}>
            {t('retry')}
          </Button>
        ) : (
          // The empty address is the present one, its search included.
          <a href="" className={buttonClass('solid')}>
            {t('retry')}
          </a>
        )}
        <a href={paths.menu()} className={buttonClass('outline')}>
          {t('toMenu')}
        </a>
      </p>
    </div>
  )
}
