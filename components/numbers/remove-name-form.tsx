import { useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/form/button-form'
import type { FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'

interface RemoveNameFormProps {
  remove: FormAction
  /** As in `ActionForm`. */
  account: string
  /** The name that is shown, and where in the list to go back to. */
  hidden: Record<string, string>
}

/** Removes a name. What cannot be undone is asked for twice. */
export function RemoveNameForm({ remove, account, hidden }: RemoveNameFormProps) {
  const t = useTranslations('numbers.remove')
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-key-900 underline underline-offset-[3px]">
        {t('open')}
      </summary>
      <ButtonForm
        send={remove}
        account={account}
        hidden={hidden}
        className="mt-2 flex flex-col items-start gap-3"
      >
        <p>{t('lead')}</p>
        <Button variant="outline">{t('submit')}</Button>
      </ButtonForm>
    </details>
  )
}
