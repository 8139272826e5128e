'use client'

import { ActionForm } from '@/components/form/action-form'
import { controlClass, Field } from '@/components/form/field'
import { useFormAction, type FormAction } from '@/components/form/use-form-action'
import { RecordTable } from '@/components/table/record-table'
import { Button } from '@/components/ui/button'

const columns = ['browser', 'address', 'since', 'lastUsed', 'action'] as const

/** A session in words. */
export interface SessionLine extends Record<Exclude<(typeof columns)[number], 'action'>, string> {
  id: string
  isPresent: boolean
  /** The name of the button that ends it. */
  endLabel: string
}

interface SessionFormProps {
  sessions: SessionLine[]
  end: FormAction
  /** As in `ActionForm`. */
  account: string
  /** For password managers: whose password it is. */
  userId: string
  texts: Record<(typeof columns)[number] | 'caption' | 'present' | 'end' | 'endOthers', string> &
    Record<'password' | 'passwordHint', string>
}

/** The browsers in which an account is signed in. With others than the present one: the password, and a button for each. */
export function SessionForm({ sessions, end, account, userId, texts }: SessionFormProps) {
  const { form, isPending, errorOf } = useFormAction(end)
  const table = (
    <RecordTable
      caption={texts.caption}
      columns={columns.map((column) => ({ heading: texts[column], isNumber: false }))}
      rows={sessions.map(({ id, isPresent, endLabel, ...words }) => [
        words.browser,
        words.address,
        words.since,
        words.lastUsed,
        isPresent ? (
          <strong key="present">{texts.present}</strong>
        ) : (
          <Button
            key="end"
            name="which"
            value={id}
            variant="outline"
            size="small"
            aria-label={endLabel}
            aria-disabled={isPending}
          >
            {texts.end}
          </Button>
        ),
      ])}
    />
  )
  if (sessions.length < 2) return table
  return (
    <ActionForm {...form} account={account} className="flex flex-col gap-6">
      <input type="hidden" name="username" autoComplete="username" value={userId} readOnly />
      <div className="max-w-xl">
        <Field
          name="password"
          label={texts.password}
          hint={texts.passwordHint}
          isRequired
          error={errorOf('password')}
        >
          {(control) => (
            <input
              {...control}
              type="password"
              className={controlClass}
              autoComplete="current-password"
              required
            />
          )}
        </Field>
      </div>
      {/* First of the buttons: the Enter key in the field presses it. */}
      <Button name="which" value="all" variant="outline" aria-disabled={isPending} className="self-start">
        {texts.endOthers}
      </Button>
      {table}
    </ActionForm>
  )
}
