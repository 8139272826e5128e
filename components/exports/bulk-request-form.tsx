'use client'

import type { ReactNode } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { fileEncodings, type FileEncoding } from '@/lib/usage/file-encoding'

interface BulkRequestFormProps {
  request: FormAction
  /** The search, and the set that is to be replaced. */
  hidden: Record<string, string>
  /** The one proposed. */
  encoding: FileEncoding
  texts: { encoding: string; encodings: Record<FileEncoding, string>; submit: string }
  /** What is said before the button. */
  children: ReactNode
}

/** The choice of the encoding and 実行. */
export function BulkRequestForm({ request, hidden, encoding: given, texts, children }: BulkRequestFormProps) {
  const { form, isPending, errors, values } = useFormAction(request)
  const chosen = values.encoding ?? given
  return (
    <form {...form} className="flex flex-col gap-5">
      <ErrorSummary errors={errors} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} readOnly />
      ))}
      <fieldset>
        <legend className="mb-1 text-18 font-bold">{texts.encoding}</legend>
        <div className="flex flex-wrap gap-x-6">
          {fileEncodings.map((encoding) => (
            <label key={encoding} className="inline-flex min-h-11 items-center gap-2">
              <input
                // A form that was answered is reset to what was sent.
                key={chosen}
                type="radio"
                name="encoding"
                value={encoding}
                defaultChecked={encoding === chosen}
                className="size-5 accent-key-900"
              />
              {texts.encodings[encoding]}
            </label>
          ))}
        </div>
      </fieldset>
      {children}
      <Button aria-disabled={isPending} className="self-start">
        {texts.submit}
      </Button>
    </form>
  )
}
