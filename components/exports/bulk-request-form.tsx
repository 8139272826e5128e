'use client'

import type { ReactNode } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { HiddenFields } from '@/components/form/hidden-fields'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { EncodingChoice } from '@/components/usage/encoding-choice'
import { FormulaOption } from '@/components/usage/formula-option'
import { NamesOption } from '@/components/usage/names-option'
import { fileEncodings } from '@/lib/files/file-encoding'
import { defaultFormulaChoice, formulaChoices } from '@/lib/files/formula-choice'
import type { FileOffer } from '@/lib/usage/file-offer'

interface BulkRequestFormProps {
  request: FormAction
  /** As in `ActionForm`. */
  account: string
  /** The search, and the set that is to be replaced. */
  hidden: Record<string, string>
  file: FileOffer
  submit: string
  /** What is said before the button. */
  children: ReactNode
}

/** The choices of the files and 実行. */
export function BulkRequestForm({ request, account, hidden, file, submit, children }: BulkRequestFormProps) {
  const { form, isPending, values } = useFormAction(request)
  const chosen = fileEncodings.find((known) => known === values.encoding) ?? file.encoding
  const formulas = formulaChoices.find((known) => known === values.formulas) ?? defaultFormulaChoice
  const withNames = values.names === undefined ? file.withNames : values.names === '1'
  return (
    <ActionForm {...form} account={account} className="group/download flex flex-col gap-6">
      <HiddenFields fields={hidden} />
      {/* A form that was answered is reset to what was sent. */}
      <EncodingChoice
        key={chosen}
        chosen={chosen}
        charactersLost={file.charactersLost}
        nameCharactersLost={file.nameCharactersLost}
      />
      <NamesOption key={`names ${withNames}`} chosen={withNames} isNamed={file.isNamed} />
      <FormulaOption key={`formulas ${formulas}`} chosen={formulas} />
      {children}
      <Button aria-disabled={isPending} className="self-start">
        {submit}
      </Button>
    </ActionForm>
  )
}
