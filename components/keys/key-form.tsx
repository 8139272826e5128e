'use client'

import { ActionForm } from '@/components/form/action-form'
import { controlClass, Field } from '@/components/form/field'
import { PasswordField, PasswordOwner } from '@/components/form/password-field'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { formPanelClass } from '@/components/ui/surfaces'
import { MadeKey, type MadeKeyTexts } from './made-key'

interface KeyFormProps {
  make: FormAction
  /** As in `ActionForm`. */
  account: string
  /** The accounts of the contract, and the own one among them. */
  userIds: string[]
  ownUserId: string
  /** The last days that a key may have. */
  days: Record<'first' | 'last' | 'proposed', string>
  texts: Record<
    | 'name'
    | 'nameHint'
    | 'userId'
    | 'userIdHint'
    | 'until'
    | 'untilHint'
    | 'password'
    | 'passwordHint'
    | 'submit',
    string
  > & { made: MadeKeyTexts }
}

/** Makes a key, after the password. Its answer shows the key, once. */
export function KeyForm({ make, account, userIds, ownUserId, days, texts }: KeyFormProps) {
  const { form, values, errorOf, success, isPending } = useFormAction(make)
  return (
    <div className="flex flex-col gap-4">
      <div role="status" className="empty:sr-only">
        {success && values.key && <MadeKey title={success} value={values.key} texts={texts.made} />}
      </div>
      <ActionForm
        {...form}
        account={account}
        className={classNames('flex max-w-3xl flex-col gap-6', formPanelClass)}
      >
        <PasswordOwner userId={ownUserId} />
        <Field name="name" label={texts.name} hint={texts.nameHint} isRequired error={errorOf('name')}>
          {(control) => (
            <input
              {...control}
              type="text"
              required
              autoComplete="off"
              defaultValue={values.name}
              className={controlClass}
            />
          )}
        </Field>
        <Field name="userId" label={texts.userId} hint={texts.userIdHint} error={errorOf('userId')}>
          {(control) => (
            <select
              {...control}
              key={values.userId}
              defaultValue={values.userId ?? ownUserId}
              className={controlClass}
            >
              {userIds.map((userId) => (
                <option key={userId}>{userId}</option>
              ))}
            </select>
          )}
        </Field>
        <Field name="until" label={texts.until} hint={texts.untilHint} isRequired error={errorOf('until')}>
          {(control) => (
            <input
              {...control}
              type="date"
              required
              min={days.first}
              max={days.last}
              defaultValue={values.until ?? days.proposed}
              className={controlClass}
            />
          )}
        </Field>
        <PasswordField
          name="password"
          label={texts.password}
          hint={texts.passwordHint}
          error={errorOf('password')}
        />
        <Button aria-disabled={isPending} className="self-start">
          {texts.submit}
        </Button>
      </ActionForm>
    </div>
  )
}
