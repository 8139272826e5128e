'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { DataText } from '@/components/ui/data-text'
import { foldClass } from '@/components/ui/text-link'
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

/**
 * Removes what a page shows. What cannot be undone is asked for twice. The form sends what the page showed first, so that
 * a later change in another browser is not removed unseen.
 */
export function RemoveForm({ remove, account, hidden, texts }: RemoveFormProps) {
  // A page that is rendered anew behind the form, as for another language, may know a newer version.
  const [shown] = useState(hidden)
  return (
    <details>
      <summary className={classNames('min-h-11', foldClass)}>
        <DataText>{texts.open}</DataText>
      </summary>
      <ButtonForm
        send={remove}
        account={account}
        hidden={shown}
        className="mt-2 flex flex-col items-start gap-3"
      >
        <p>{texts.lead}</p>
        <Button variant="outline">{texts.submit}</Button>
      </ButtonForm>
    </details>
  )
}
