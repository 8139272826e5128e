import { render, screen } from '@testing-library/react'
import { NextIntlClientProvider, type Messages } from 'next-intl'
import { ErrorMessage } from '@/components/layout/error-message'
import ja from '@/lib/i18n/messages/ja.json'

const show = (retry?: () => void) =>
  render(
    <NextIntlClientProvider locale="ja" messages={ja as Messages}>
      <ErrorMessage id="1234567890" retry={retry} />
    </NextIntlClientProvider>,
  )

test('an error is told with its number and the ways on', () => {
  show()
  expect(screen.getByRole('alert')).toHaveTextContent('エラー番号: 1234567890')
  expect(screen.getByRole('link', { name: 'サービスメニューへ' })).toHaveAttribute('href', '/menu')
})

test('made on the server, trying again is a link to the present address: it needs no script', () => {
  show()
  expect(screen.getByText('もう一度試す')).toHaveAttribute('href', '')
})

test('made in the browser, trying again is a button', () => {
  const retry = jest.fn()
  show(retry)
  screen.getByRole('button', { name: 'もう一度試す' }).click()
  expect(retry).toHaveBeenCalledTimes(1)
})
