'use client'

import { useState, type SubmitEventHandler } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { controlClass, Field } from '@/components/form/field'
import { Option } from '@/components/form/option'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import type { ImportMode } from '@/lib/numbers/draft'

interface ImportFormProps {
  check: FormAction
  /** As in `ActionForm`. */
  account: string
  /** What the form may send: more would be refused before anything reads it. */
  bytesMax: number
  /** Each way to import, in words. */
  modes: [ImportMode, string][]
  texts: Record<'pasted' | 'pastedHint' | 'file' | 'fileHint' | 'mode' | 'submit' | 'tooLarge', string>
}

/** Sends a list of names, pasted or as a file, to see what it would change. */
export function ImportForm({ check, account, bytesMax, modes, texts }: ImportFormProps) {
  const { form, isPending, values, errorOf } = useFormAction(check)
  const [isTooLarge, setTooLarge] = useState(false)
  const onSubmit: SubmitEventHandler<HTMLFormElement> = (event) => {
    const tooLarge = bytesOf(new FormData(event.currentTarget)) > bytesMax
    setTooLarge(tooLarge)
    if (tooLarge) event.preventDefault()
    else form.onSubmit(event)
  }
  const errors = isTooLarge ? [{ message: texts.tooLarge }] : form.errors
  return (
    <ActionForm
      {...form}
      onSubmit={onSubmit}
      errors={errors}
      account={account}
      className="flex flex-col gap-6"
    >
      <Field name="pasted" label={texts.pasted} hint={texts.pastedHint} error={errorOf('pasted')}>
        {(control) => (
          <textarea
            {...control}
            rows={10}
            wrap="off"
            spellCheck={false}
            defaultValue={values.pasted}
            className={classNames(controlClass, 'font-mono text-14')}
          />
        )}
      </Field>
      <Field name="file" label={texts.file} hint={texts.fileHint} error={errorOf('file')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            className={controlClass}
          />
        )}
      </Field>
      <fieldset>
        <legend className="mb-1 font-bold">{texts.mode}</legend>
        {modes.map(([mode, words]) => (
          <Option
            key={mode}
            type="radio"
            name="mode"
            value={mode}
            defaultChecked={mode === (values.mode ?? modes[0]![0])}
          >
            {words}
          </Option>
        ))}
      </fieldset>
      <Button aria-disabled={isPending} className="self-start">
        {texts.submit}
      </Button>
    </ActionForm>
  )
}

const bytesOf = (form: FormData) =>
  [...form.values()].reduce((bytes, value) => bytes + new Blob([value]).size, 0)
