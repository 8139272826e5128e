import { Button } from '@/components/ui/button'
import { ButtonForm } from './button-form'
import type { FormAction } from './use-form-action'

interface RemoveFormProps {
  remove: FormAction
  /** As in `ActionForm`. */
  account: string
  /** What is removed, and where to go back to. */
  hidden: Record<string, string>
  /** The words that open it, what removing does, and its button. */
  texts: Record<'open' | 'lead' | 'submit', string>
}

/** Removes what a page shows. What cannot be undone is asked for twice. */
export function RemoveForm({ remove, account, hidden, texts }: RemoveFormProps) {
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-key-900 underline underline-offset-[3px]">
        {texts.open}
      </summary>
      <ButtonForm
        send={remove}
        account={account}
        hidden={hidden}
        className="mt-2 flex flex-col items-start gap-3"
      >
        <p>{texts.lead}</p>
        <Button variant="outline">{texts.submit}</Button>
      </ButtonForm>
    </details>
  )
}
