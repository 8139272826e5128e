import { useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/form/button-form'
import type { FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { foldClass } from '@/components/ui/text-link'
import type { ExportSet } from '@/lib/exports/find-export'

interface SetButtonsProps {
  set: ExportSet
  /** As in `ActionForm`. */
  account: string
  cancel: FormAction
  remove: FormAction
}

/** 中止 while a set is being made, 削除 after that. What cannot be undone is asked for twice. */
export function SetButtons({ set: { exportId, state }, account, cancel, remove }: SetButtonsProps) {
  const t = useTranslations('exports')
  const form = { account, hidden: { exportId }, className: 'flex flex-col items-start gap-3' }
  if (state === 'waiting' || state === 'running')
    return (
      <ButtonForm send={cancel} {...form}>
        <Button variant="outline">{t('cancel.submit')}</Button>
      </ButtonForm>
    )
  if (state !== 'ready')
    return (
      <ButtonForm send={remove} {...form}>
        <Button variant="outline">{t('delete.discard')}</Button>
      </ButtonForm>
    )
  return (
    <details>
      <summary className={classNames('min-h-11', foldClass)}>{t('delete.open')}</summary>
      <div className="mt-2">
        <ButtonForm send={remove} {...form}>
          <p>{t('delete.lead')}</p>
          <Button variant="outline">{t('delete.submit')}</Button>
        </ButtonForm>
      </div>
    </details>
  )
}
