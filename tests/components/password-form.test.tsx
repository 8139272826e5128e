import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import { PasswordForm } from '@/components/account/password-form'
import type { FormState } from '@/components/form/error-summary'
import ja from '@/lib/i18n/messages/ja.json'

const { password: texts } = ja.account
const answer = jest.fn<Promise<FormState>, [FormState, FormData]>()

function show() {
  render(
    <NextIntlClientProvider locale="ja" messages={{ frame: ja.frame }}>
      <PasswordForm changePassword={answer} account="mark" userId="demo04" texts={texts} />
    </NextIntlClientProvider>,
  )
}

const rule = (text: string) => screen.getByText(text).closest('li')!

test('the rules are met one by one while the new password is typed', async () => {
  const user = userEvent.setup()
  show()
  const field = screen.getByLabelText(/^新パスワード※/)
  expect(rule(texts.rules.letter)).not.toHaveTextContent(texts.unmet)
  await user.type(field, 'abc')
  expect(rule(texts.rules.letter)).toHaveTextContent(`(${texts.met})`)
  expect(rule(texts.rules.digit)).toHaveTextContent(texts.unmet)
  await user.type(field, '1!x')
  expect(rule(texts.rules.digit)).toHaveTextContent(`(${texts.met})`)
  expect(rule(texts.rules.length)).toHaveTextContent(`(${texts.met})`)
  await user.clear(field)
  await user.type(field, 'DEMO04a!')
  expect(rule(texts.rules.userId)).toHaveTextContent(texts.unmet)
})

test('each field is masked, and can be filled by a password manager or from a copy', async () => {
  const user = userEvent.setup()
  show()
  const fields = [texts.oldPassword, texts.newPassword, texts.newPasswordAgain].map((label) =>
    screen.getByLabelText(new RegExp(`^${label}※`)),
  )
  expect(fields.map((field) => [field.getAttribute('type'), field.getAttribute('autocomplete')])).toEqual([
    ['password', 'current-password'],
    ['password', 'new-password'],
    ['password', 'new-password'],
  ])
  await user.click(fields[1]!)
  await user.paste('Copied!pass1')
  expect(fields[1]).toHaveValue('Copied!pass1')
})

test('each error stands at its field and in the summary, which leads there; passwords do not come back', async () => {
  answer.mockResolvedValue({
    errors: [{ field: 'oldPassword', message: '旧パスワードが違います' }],
    values: {},
  })
  const user = userEvent.setup()
  show()
  await user.type(screen.getByLabelText(/^旧パスワード/), 'secret')
  await user.click(screen.getByRole('button', { name: texts.submit }))
  const link = await screen.findByRole('link', { name: '旧パスワードが違います' })
  expect(link).toHaveAttribute('href', '#oldPassword')
  const field = screen.getByLabelText(/^旧パスワード/)
  expect(field).toHaveAttribute('aria-invalid', 'true')
  expect(field).toHaveAccessibleDescription(/旧パスワードが違います/)
  expect(field).toHaveValue('')
})
