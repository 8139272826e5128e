'use client'

import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { HiddenFields } from '@/components/form/hidden-fields'
import { PasswordField, PasswordOwner } from '@/components/form/password-field'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { panelClass } from '@/components/ui/surfaces'
import { brokenPasswordRules, passwordRules, type PasswordRule } from '@/lib/auth/password-rules'

const fields = ['oldPassword', 'newPassword', 'newPasswordAgain'] as const

/** What a browser cannot look at: the list of common passwords is too long for it, and the old one it does not know. */
const unseenRules = ['common', 'sameAsOld'] as const

interface PasswordFormProps {
  changePassword: FormAction
  /** As in `ActionForm`. */
  account: string
  userId: string
  /** Where to go on to after signing in again. */
  next?: string
  texts: Record<(typeof fields)[number], string> & {
    submit: string
    rulesTitle: string
    rules: Record<PasswordRule | (typeof unseenRules)[number], string>
    met: string
    unmet: string
  }
}

/** お客様認証パスワード更新. The rules are shown met or not while the new password is typed; the server decides. */
export function PasswordForm({ changePassword, account, userId, next, texts }: PasswordFormProps) {
  const { form, isPending, errorOf } = useFormAction(changePassword)
  const [typed, setTyped] = useState('')
  const broken = brokenPasswordRules(typed, userId)
  return (
    <ActionForm {...form} account={account} className="flex flex-col gap-6" onReset={() => setTyped('')}>
      <PasswordOwner userId={userId} />
      {next !== undefined && <HiddenFields fields={{ next }} />}
      {fields.map((field) => (
        <PasswordField
          key={field}
          name={field}
          label={texts[field]}
          error={errorOf(field)}
          isNew={field !== 'oldPassword'}
          {...(field === 'newPassword' && {
            describedBy: 'password-rules',
            onChange: (event) => setTyped(event.target.value),
          })}
        />
      ))}
      <section className={classNames('text-14', panelClass)}>
        <h2 className="font-bold">{texts.rulesTitle}</h2>
        <ul id="password-rules" className="mt-1 flex flex-col gap-1">
          {passwordRules.map((rule) => {
            const isMet = typed !== '' && !broken.includes(rule)
            return (
              <li key={rule} className="flex gap-2">
                <RuleMark isMet={isMet} />
                <span>
                  {texts.rules[rule]}
                  {typed !== '' && <span className="sr-only"> ({isMet ? texts.met : texts.unmet})</span>}
                </span>
              </li>
            )
          })}
          {unseenRules.map((rule) => (
            <li key={rule} className="flex gap-2">
              <RuleMark isMet={false} />
              <span>{texts.rules[rule]}</span>
            </li>
          ))}
        </ul>
      </section>
      <Button aria-disabled={isPending} className="self-start">
        {texts.submit}
      </Button>
    </ActionForm>
  )
}

/** Before a rule, for the eye alone: marks of one width, so that the rules begin below each other. */
function RuleMark({ isMet }: { isMet: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames('w-4 shrink-0 text-center', isMet ? 'font-bold text-success' : 'text-quiet')}
    >
      {isMet ? '✓' : '•'}
    </span>
  )
}
