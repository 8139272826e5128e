import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import { UnrecognizedActionError } from 'next/dist/client/components/unrecognized-action-error'
import type { ReactNode } from 'react'
import { AddressForm } from '@/components/form/address-form'
import { ButtonForm } from '@/components/form/button-form'
import type { FormState } from '@/components/form/error-summary'
import { LoginForm } from '@/components/login/login-form'
import ja from '@/lib/i18n/messages/ja.json'

const texts = { lead: '', userId: 'ユーザID', password: 'パスワード', submit: 'ログイン' }
const send = jest.fn<Promise<FormState>, [FormState, FormData]>()

const show = (content: ReactNode) =>
  render(
    <NextIntlClientProvider locale="ja" messages={{ frame: ja.frame }}>
      {content}
    </NextIntlClientProvider>,
  )

async function signIn() {
  const user = userEvent.setup()
  show(<LoginForm signIn={send} next="/menu" texts={texts} />)
  await user.type(screen.getByLabelText(/^ユーザID/), 'demo04')
  await user.type(screen.getByLabelText(/^パスワード/), 'secret')
  await user.click(screen.getByRole('button', { name: 'ログイン' }))
  return user
}

afterEach(() => {
  send.mockReset()
  jest.restoreAllMocks()
})

test.each([
  ['a server that cannot be reached', new TypeError('Failed to fetch'), ja.frame.unreachable],
  ['a server of another version', new UnrecognizedActionError('x'), ja.frame.renewed],
  [
    'a proxy that answers in its place',
    new Error('An unexpected response was received from the server.'),
    ja.frame.unclear,
  ],
  [
    'a failure of the server',
    Object.assign(new Error('x'), { digest: '1234567890' }),
    ja.frame.failed.replace('{id}', '1234567890'),
  ],
])(
  '%s is said above the form, which keeps what was typed and can be sent again',
  async (_, error, message) => {
    send.mockRejectedValueOnce(error)
    const user = await signIn()
    expect(await screen.findByRole('alert')).toHaveTextContent(message)
    expect(screen.getByLabelText(/^ユーザID/)).toHaveValue('demo04')
    expect(screen.getByLabelText(/^パスワード/)).toHaveValue('secret')

    send.mockResolvedValueOnce({ errors: [{ message: '違います' }], values: { userId: 'demo04' } })
    await user.click(screen.getByRole('button', { name: 'ログイン' }))
    expect(await screen.findByText('違います')).toBeInTheDocument()
    expect(screen.queryByText(message)).toBeNull()
    expect(Object.fromEntries(send.mock.calls[1]![1])).toEqual({
      next: '/menu',
      userId: 'demo04',
      password: 'secret',
    })
    // An answer puts back what it says, and no password.
    expect(screen.getByLabelText(/^ユーザID/)).toHaveValue('demo04')
    expect(screen.getByLabelText(/^パスワード/)).toHaveValue('')
  },
)

test('whatever goes wrong while the browser is offline, it is said that the server cannot be reached', async () => {
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  send.mockRejectedValueOnce(new Error('x'))
  await signIn()
  expect(await screen.findByRole('alert')).toHaveTextContent(ja.frame.unreachable)
})

test('a second press while the first is on its way is not sent', async () => {
  send.mockReturnValue(new Promise(() => {}))
  const user = await signIn()
  await user.click(screen.getByRole('button', { name: 'ログイン' }))
  expect(send).toHaveBeenCalledTimes(1)
})

test('a form sends the account that it was shown to, and the button that was pressed', async () => {
  send.mockResolvedValue({ errors: [], values: {} })
  show(
    <ButtonForm send={send} account="mark" hidden={{ exportId: 'x' }}>
      <button name="intent" value="one">
        one
      </button>
      <button name="intent" value="two">
        two
      </button>
    </ButtonForm>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'two' }))
  expect(Object.fromEntries(send.mock.calls[0]![1])).toEqual({
    account: 'mark',
    exportId: 'x',
    intent: 'two',
  })
})

test('a search is not sent while the browser is offline: its form stays and says so', async () => {
  const onLine = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const submitted = jest.fn()
  show(
    <AddressForm action="/usage" onSubmit={submitted} aria-label="検索">
      <input aria-label="開始日" name="startDate" />
      <button>検索</button>
    </AddressForm>,
  )
  await userEvent.type(screen.getByLabelText('開始日'), '2026-11-01')
  await userEvent.click(screen.getByRole('button', { name: '検索' }))
  expect(screen.getByRole('alert')).toHaveTextContent(ja.frame.unreachable)
  expect(screen.getByLabelText('開始日')).toHaveValue('2026-11-01')
  expect(submitted).not.toHaveBeenCalled()

  onLine.mockReturnValue(true)
  submitted.mockImplementation((event: Event) => event.preventDefault())
  await userEvent.click(screen.getByRole('button', { name: '検索' }))
  expect(submitted).toHaveBeenCalledTimes(1)
  expect(screen.queryByRole('alert')).toBeNull()
})
