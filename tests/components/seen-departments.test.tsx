import { screen } from '@testing-library/react'
import { SeenDepartments } from '@/components/layout/seen-departments'
import { show } from '@/tests/support/show'

test('who is limited to departments reads which, and that it is a part', () => {
  show(<SeenDepartments callers={{ departments: ['営業部', '総務部'], numbers: ['0311110001'] }} />)
  const line = screen.getByText(/^表示範囲: 営業部、総務部/)
  expect(line).toHaveTextContent('契約全体の利用状況やご請求額とは異なります')
  expect(document.body).not.toHaveTextContent('登録されていない')
})

test('departments that no name has any more are said to be the reason that nothing is there', () => {
  show(<SeenDepartments callers={{ departments: ['昔の部署'], numbers: [] }} />)
  expect(document.body).toHaveTextContent('この部署の番号は登録されていないため')
})

test('who sees the whole contract reads nothing of it', () => {
  expect(show(<SeenDepartments callers="all" />).container).toBeEmptyDOMElement()
})
