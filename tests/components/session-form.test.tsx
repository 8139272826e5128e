import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { SessionForm } from '@/components/account/session-form'
import { SessionTable } from '@/components/account/session-table'
import type { FormState } from '@/components/form/error-summary'
import ja from '@/lib/i18n/messages/ja.json'
import { show } from '@/tests/support/show'

const { sessions: texts } = ja.account
const end = jest.fn<Promise<FormState>, [FormState, FormData]>(async () => ({ errors: [], values: {} }))
const at = new Date('2026-11-22T03:00:00Z')
const seen = { createdAt: at, lastSeenAt: at, sourceAddress: null, userAgent: null }

beforeEach(() => {
  end.mockClear()
  show(
    <SessionForm end={end} account="mark" userId="demo04" texts={texts}>
      <SessionTable
        sessions={[
          { ...seen, id: 'one', isPresent: true },
          { ...seen, id: 'two', isPresent: false },
        ]}
      />
    </SessionForm>,
  )
})

const sent = () => Object.fromEntries(end.mock.calls[0]![1])

test('a session is ended by its own button, after the password; the present one has none', async () => {
  const user = userEvent.setup()
  await user.type(screen.getByLabelText(/^パスワード/), 'typed')
  expect(screen.getAllByRole('button', { name: /をログアウトする$/ })).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: /をログアウトする$/ }))
  expect(sent()).toMatchObject({ which: 'two', password: 'typed' })
})

test('the Enter key in the field ends all others, as the button right below it says', async () => {
  const user = userEvent.setup()
  await user.type(screen.getByLabelText(/^パスワード/), 'typed{Enter}')
  expect(sent()).toMatchObject({ which: 'all', password: 'typed' })
})
