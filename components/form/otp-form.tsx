'use client'

import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Notice } from '@/components/ui/notice'
import { ActionForm } from './action-form'
import { controlClass, Field } from './field'
import { HiddenFields } from './hidden-fields'
import { useFormAction, type FormAction } from './use-form-action'

interface OtpFormProps {
  /** Gets `intent` = `resend` where another code is asked for. */
  submit: FormAction
  /** As in `ActionForm`. */
  account: string | null
  /** What became of the first mail. */
  sending: { isSent: boolean; text: string }
  /** What the form sends besides the code. */
  hidden?: Record<string, string>
  texts: { lead: string; code: string; codeHint: string; submit: string; resend: string }
}

/** Takes a code that was sent by mail, or sends another. Only the newest answer is shown. */
export function OtpForm({ submit, account, sending, hidden = {}, texts }: OtpFormProps) {
  const { form, isPending, isAnswered, success, errorOf } = useFormAction(submit)
  return (
    <ActionForm {...form} account={account} className="flex flex-col gap-6">
      {!isAnswered && <Notice kind={sending.isSent ? 'information' : 'error'}>{sending.text}</Notice>}
      <div role="status" className="empty:sr-only">
        {success && <Notice kind="success">{success}</Notice>}
      </div>
      <HiddenFields fields={hidden} />
      <p>{texts.lead}</p>
      <Field name="otp" label={texts.code} hint={texts.codeHint} isRequired error={errorOf('otp')}>
        {(control) => (
          <input
            {...control}
            className={classNames(controlClass, 'max-w-60 text-20 tracking-widest tabular-nums')}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-4">
        <Button aria-disabled={isPending}>{texts.submit}</Button>
        <Button variant="outline" name="intent" value="resend" aria-disabled={isPending}>
          {texts.resend}
        </Button>
      </div>
    </ActionForm>
  )
}
