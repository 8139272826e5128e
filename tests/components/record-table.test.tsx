import { screen, within } from '@testing-library/react'
import { RecordTable } from '@/components/table/record-table'
import { show } from '@/tests/support/show'

const columns = [
  { heading: '発信番号', isNumber: false },
  { heading: '通信料', isNumber: true },
]
const rows = [
  ['001', '19'],
  ['@userco.jp', '6080000'],
]

test('a table says what it is, has a heading for each column, and keeps values as they are', () => {
  show(<RecordTable caption="検索の結果" columns={columns} rows={rows} />)
  const table = screen.getByRole('table', { name: '検索の結果' })
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map((cell) => cell.textContent),
  ).toEqual(['発信番号', '通信料'])
  expect(
    within(table)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['001', '19', '@userco.jp', '6080000'])
})

test('numbers align to the right, identifiers that look like numbers do not', () => {
  show(<RecordTable caption="検索の結果" columns={columns} rows={rows} />)
  expect(screen.getByRole('cell', { name: '19' })).toHaveClass('text-right')
  expect(screen.getByRole('cell', { name: '001' })).not.toHaveClass('text-right')
  expect(screen.getByRole('columnheader', { name: '通信料' })).toHaveClass('text-right')
  expect(screen.getByRole('columnheader', { name: '発信番号' })).toHaveClass('text-left')
})

test('the keyboard reaches the region in which a wide table scrolls', () => {
  show(<RecordTable caption="検索の結果" columns={columns} rows={rows} />)
  expect(screen.getByRole('region', { name: '検索の結果' })).toHaveAttribute('tabindex', '0')
})

test('compact rows are the same table: each cell has its label, and each row what opens its rest', () => {
  const compact = columns.map((column, index) => ({ ...column, isInView: index === 1 }))
  show(
    <RecordTable
      caption="検索の結果"
      columns={compact}
      rows={rows}
      restLabels={['1行目の残り', '2行目の残り']}
    />,
  )
  const cells = within(screen.getByRole('table')).getAllByRole('cell')
  expect(cells.map((cell) => [cell.dataset.label, cell.textContent])).toEqual([
    ['発信番号', '001'],
    ['通信料', '19'],
    ['発信番号', '@userco.jp'],
    ['通信料', '6080000'],
  ])
  expect(cells.map((cell) => cell.className)).toEqual(['', 'text-right in-view', '', 'text-right in-view'])
  expect(screen.getByLabelText('2行目の残り').tagName).toBe('SUMMARY')
})

test('without words for what it folds, all of each row is in view', () => {
  show(<RecordTable caption="検索の結果" columns={columns} rows={rows} />)
  for (const cell of screen.getAllByRole('cell')) expect(cell).toHaveClass('in-view')
  expect(document.querySelector('summary')).toBeNull()
})

test('on an English page what is Japanese in headings and cells says so, on a Japanese one nothing does', () => {
  const table = (
    <RecordTable
      caption="Result"
      columns={[columns[0]!, { heading: 'IP網取出 (yen)', isNumber: true }]}
      rows={[['F網取出 @userco.jp', '19']]}
    />
  )
  const marked = (container: HTMLElement) =>
    [...container.querySelectorAll('[lang]')].map((element) => [
      element.getAttribute('lang'),
      element.textContent,
    ])
  const english = show(table, 'en').container
  expect(marked(english)).toEqual([
    ['ja', '発信番号'],
    ['ja', '網取出'],
    ['ja', '網取出'],
  ])
  expect(english.querySelector('td')!.textContent).toBe('F網取出 @userco.jp')
  expect(marked(show(table).container)).toEqual([])
})
