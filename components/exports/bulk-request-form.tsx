'use client'

import type { ReactNode } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { EncodingChoice } from '@/components/usage/encoding-choice'
import { fileEncodings, type FileEncoding } from '@/lib/usage/file-encoding'

interface BulkRequestFormProps {
  request: FormAction
  /** As in `ActionForm`. */
  account: string
  /** The search, and the set that is to be replaced. */
  hidden: Record<string, string>
  /** The one that the user took last. */
  encoding: FileEncoding
  submit: string
  /** What is said before the button. */
  children: ReactNode
}

/** The choice of the encoding and 実行. */
export function BulkRequestForm({
  request,
  account,
  hidden,
  encoding,
  submit,
  children,
}: BulkRequestFormProps) {
  const { form, isPending, values } = useFormAction(request)
  const chosen = fileEncodings.find((known) => known === values.encoding) ?? encoding
  return (
    <ActionForm {...form} account={account} className="flex flex-col gap-5">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} readOnly />
      ))}
      {/* A form that was answered is reset to what was sent. */}
      <EncodingChoice key={chosen} chosen={chosen} />
      {children}
      <Button aria-disabled={isPending} className="self-start">
        {submit}
      </Button>
    </ActionForm>
  )
}
