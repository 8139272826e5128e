import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { ExportSet } from '@/lib/exports/find-export'

type ExportAction = (form: FormData) => Promise<void>

/** 中止 while a set is being made, 削除 after that. What cannot be undone is asked for twice. */
export function ExportActions({
  set: { exportId, state },
  cancel,
  remove,
}: {
  set: ExportSet
  cancel: ExportAction
  remove: ExportAction
}) {
  const t = useTranslations('exports')
  const id = <input type="hidden" name="exportId" value={exportId} />
  if (state === 'waiting' || state === 'running')
    return (
      <form action={cancel}>
        {id}
        <Button variant="outline">{t('cancel.submit')}</Button>
      </form>
    )
  if (state !== 'ready')
    return (
      <form action={remove}>
        {id}
        <Button variant="outline">{t('delete.discard')}</Button>
      </form>
    )
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-key-900 underline underline-offset-[3px]">
        {t('delete.open')}
      </summary>
      <form action={remove} className="mt-2 flex flex-col items-start gap-3">
        {id}
        <p>{t('delete.lead')}</p>
        <Button variant="outline">{t('delete.submit')}</Button>
      </form>
    </details>
  )
}
