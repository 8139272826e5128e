'use client'

import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Notice } from '@/components/ui/notice'
import { ErrorSummary } from './error-summary'
import { controlClass, Field } from './field'
import { useFormAction, type FormAction } from './use-form-action'

interface OtpFormProps {
  verify: FormAction
  resend: FormAction
  /** Where to go afterwards, where the form decides it. */
  next?: string
  texts: { lead: string; code: string; codeHint: string; submit: string; resend: string }
}

/** Takes a code that was sent by mail, or sends another. */
export function OtpForm({ verify, resend, next, texts }: OtpFormProps) {
  const verified = useFormAction(verify)
  const resent = useFormAction(resend)
  const nextField = next !== undefined && <input type="hidden" name="next" value={next} />
  return (
    <div className="flex flex-col gap-5">
      <ErrorSummary errors={[...verified.errors, ...resent.errors]} />
      {resent.success && (
        <Notice kind="success" role="status">
          {resent.success}
        </Notice>
      )}
      <form action={verified.action} noValidate className="flex flex-col gap-5">
        {nextField}
        <p>{texts.lead}</p>
        <Field name="otp" label={texts.code} hint={texts.codeHint} isRequired error={verified.errorOf('otp')}>
          {(control) => (
            <input
              {...control}
              className={classNames(controlClass, 'max-w-60 text-24 tracking-widest tabular-nums')}
              inputMode="numeric"
              autoComplete="one-time-code"
              required
            />
          )}
        </Field>
        <Button aria-disabled={verified.isPending} className="self-start">
          {texts.submit}
        </Button>
      </form>
      <form action={resent.action}>
        {nextField}
        <Button variant="outline" aria-disabled={resent.isPending}>
          {texts.resend}
        </Button>
      </form>
    </div>
  )
}
