'use client'

import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { HiddenFields } from '@/components/form/hidden-fields'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import type { SavedSearch } from '@/lib/usage/saved-search'
import { SavedNameField } from './saved-name-field'

interface RenameSearchFormProps {
  rename: FormAction
  /** As in `ActionForm`. */
  account: string
  search: Pick<SavedSearch, 'id' | 'name' | 'version'>
  texts: Record<'name' | 'nameHint' | 'submit', string>
}

/**
 * Gives a saved search another name. It sends the version that the page or its last answer showed, so that a later
 * change in another browser is not undone unseen.
 */
export function RenameSearchForm({ rename, account, search, texts }: RenameSearchFormProps) {
  const { form, values, errorOf, isPending } = useFormAction(rename)
  // A page that is rendered anew behind the form, as for another language, may know a newer one.
  const [shownVersion] = useState(search.version)
  return (
    <ActionForm {...form} account={account} className="flex flex-col gap-6">
      <HiddenFields fields={{ savedId: search.id, version: values.version ?? String(shownVersion) }} />
      <SavedNameField
        label={texts.name}
        hint={texts.nameHint}
        error={errorOf('name')}
        value={values.name ?? search.name}
      />
      <Button aria-disabled={isPending} className="self-start">
        {texts.submit}
      </Button>
    </ActionForm>
  )
}
