'use client'

import type { ReactNode } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { EncodingChoice } from '@/components/usage/encoding-choice'
import { fileEncodings, type FileEncoding } from '@/lib/usage/file-encoding'

interface BulkRequestFormProps {
  request: FormAction
  /** The search, and the set that is to be replaced. */
  hidden: Record<string, string>
  /** The one that the user took last. */
  encoding: FileEncoding
  submit: string
  /** What is said before the button. */
  children: ReactNode
}

/** The choice of the encoding and 実行. */
export function BulkRequestForm({ request, hidden, encoding, submit, children }: BulkRequestFormProps) {
  const { form, isPending, errors, values } = useFormAction(request)
  const chosen = fileEncodings.find((known) => known === values.encoding) ?? encoding
  return (
    <form {...form} className="flex flex-col gap-5">
      <ErrorSummary errors={errors} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} readOnly />
      ))}
      {/* A form that was answered is reset to what was sent. */}
      <EncodingChoice key={chosen} chosen={chosen} />
      {children}
      <Button aria-disabled={isPending} className="self-start">
        {submit}
      </Button>
    </form>
  )
}
