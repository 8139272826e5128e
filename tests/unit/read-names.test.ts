import fc from 'fast-check'
import iconv from 'iconv-lite'
import { PortalError } from '@/lib/errors'
import { decodeNames } from '@/lib/numbers/decode-names'
import { checkName, numberNamesMax, type NamedNumber } from '@/lib/numbers/number-name'
import { badLinesShownMax, readNames } from '@/lib/numbers/read-names'
import { writeNames } from '@/lib/numbers/write-names'

const read = (bytes: Buffer) => readNames(decodeNames(bytes)!)
const entry = (number: string, name: string, rest = {}) => ({ number, name, ...rest })

test.each([
  ['with its heading row', '番号,名称,部署,科目コード\r\n001,本社,営業部,5410\r\n'],
  ['without', '001,本社,営業部,5410'],
  ['in English, in another order', 'Account code,Name,Department,Number\n5410,本社,営業部,001\n'],
  ['as cells that were copied', '001\t本社\t営業部\t5410\n\n'],
  ['with blanks and empty lines about it', '\ufeff\n  001 ,　本社　, 営業部,5410\n,,,\n'],
  ['in quotes', '"001","本社","営業部","5410"'],
])('a list is read %s', (_, text) => {
  const entries = [entry('001', '本社', { department: '営業部', accountCode: '5410' })]
  expect(readNames(text)).toEqual({ outcome: 'read', entries })
})

test('a column that is left out says nothing of what stands there, an empty value does', () => {
  expect(readNames('001,本社').outcome).toBe('read')
  expect(readNames('名称,番号,部署\nA,1,\nB,2')).toEqual({
    outcome: 'read',
    entries: [entry('1', 'A', { department: '' }), entry('2', 'B')],
  })
})

test.each([
  ['UTF-8', Buffer.from('001,髙橋〜商店')],
  ['UTF-8 with BOM', Buffer.from('\ufeff001,髙橋〜商店')],
  ['Unicode text of Excel', Buffer.from('\ufeff001\t髙橋〜商店', 'utf16le')],
])('a file is read in %s', (_, bytes) => {
  expect(read(bytes)).toEqual({ outcome: 'read', entries: [entry('001', '髙橋〜商店')] })
})

test('a file is read in the Shift_JIS of Excel, characters of Windows included', () => {
  const bytes = iconv.encode('番号,名称\r\n001,髙橋①～ｶﾅ\r\n', 'cp932')
  expect(read(bytes)).toEqual({ outcome: 'read', entries: [entry('001', '髙橋①～ｶﾅ')] })
  expect(decodeNames(Buffer.from([0x30, 0x81, 0x20, 0xff, 0xff]))).toBeUndefined()
})

test.each([
  ['', { outcome: 'empty' }],
  ['番号,名称\n\n', { outcome: 'empty' }],
  ['備考,番号,名称\nA,1,B', { outcome: 'heading', code: 'unknown', heading: '備考' }],
  ['番号,部署\n1,A', { outcome: 'heading', code: 'missing', column: 'name' }],
  ['番号,名称,名称\n1,A,B', { outcome: 'heading', code: 'repeated', column: 'name' }],
  ['番号,名称,備考\n1,A,B', { outcome: 'heading', code: 'unknown', heading: '備考' }],
])('a list that is none is refused as a whole: %j', (text, refused) => {
  expect(readNames(text)).toEqual(refused)
})

test('each bad line is told with its line and reason, and nothing is taken', () => {
  const text = [
    '番号,名称,部署,科目コード',
    '001,良い',
    ',番号なし',
    '002,',
    '03 1234,空白',
    '０３,全角',
    '8.13123E+11,Excel',
    `003,${'長'.repeat(101)}`,
    '004,"二\n行"',
    '001,また',
    '005,A,B,C,D',
    '006,"閉じない',
  ].join('\r\n')
  expect(readNames(text)).toEqual({
    outcome: 'bad',
    count: 10,
    lines: [
      { line: 3, column: 'number', code: 'required' },
      { line: 4, column: 'name', code: 'required' },
      { line: 5, column: 'number', code: 'numberForm' },
      { line: 6, column: 'number', code: 'numberForm' },
      { line: 7, column: 'number', code: 'scientific' },
      { line: 8, column: 'name', code: 'tooLong' },
      { line: 9, column: 'name', code: 'lineBreak' },
      // The value before it takes two lines.
      { line: 11, column: 'number', code: 'duplicate', first: 2 },
      { line: 12, code: 'tooManyValues' },
      { line: 13, code: 'quote' },
    ],
  })
})

test('of many bad lines the first are listed and all are counted', () => {
  const bad = readNames('1,\n'.repeat(1_234))
  expect(bad).toMatchObject({ outcome: 'bad', count: 1_234 })
  expect(bad.outcome === 'bad' && bad.lines).toHaveLength(badLinesShownMax)
})

test(`${numberNamesMax} lines are read, one more is not, and neither are millions of empty ones`, () => {
  const lines = (count: number) => Array.from({ length: count }, (_, line) => `0${line},名称`).join('\n')
  const whole = readNames(lines(numberNamesMax))
  expect(whole.outcome === 'read' && whole.entries).toHaveLength(numberNamesMax)
  expect(readNames(lines(numberNamesMax + 1))).toEqual({ outcome: 'tooMany' })
  expect(readNames('\n'.repeat(5_000_000))).toEqual({ outcome: 'tooMany' })
})

const starts = ['', '=', '+', '-', '@', "'", "'='", "''+", '＝', '　=', '"', ',', ';', '番号', '0']
const oddText = (max: number) =>
  fc
    .tuple(fc.constantFrom(...starts), fc.string({ unit: 'grapheme', maxLength: 8 }))
    .map(([start, rest]) => [...(start + rest)].slice(0, max).join('').trim())
    .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text))
const oddNumber = fc
  .tuple(
    fc.constantFrom('', '0', '00', '=1+1', "'=1", "'", '-----', '@userco.jp', '"', ',', "''-"),
    fc.stringMatching(/^[!-~]{0,12}$/),
  )
  .map(([start, rest]) => start + rest)
const oddName: fc.Arbitrary<NamedNumber> = fc
  .record({ number: oddNumber, name: oddText(100), department: oddText(100), accountCode: oddText(50) })
  .filter((name) => checkName(name).problems === undefined)
const oddList = fc.uniqueArray(oddName, { maxLength: 20, selector: ({ number }) => number })

test('what a file has of a list is read as the same list, whatever it holds, in either encoding', () => {
  fc.assert(
    fc.property(oddList, (names) => {
      const expected = names.length > 0 ? { outcome: 'read', entries: names } : { outcome: 'empty' }
      expect(read(writeNames(names, 'utf-8'))).toEqual(expected)
      try {
        expect(read(writeNames(names, 'shift_jis'))).toEqual(expected)
      } catch (error) {
        // Only what Shift_JIS cannot say is refused.
        if (!(error instanceof PortalError)) throw error
        expect(JSON.stringify(names)).toMatch(/[^\0-\x7f]/)
      }
    }),
    { numRuns: 500 },
  )
})

test('a file of a list is safe for a spreadsheet, and Shift_JIS that would lose a character is refused', () => {
  const names = [
    { number: '=1+1', name: "'=x", department: '-', accountCode: '@userco.jp' },
    { number: '001', name: 'a,"b"', department: '', accountCode: '+1' },
  ]
  expect(writeNames(names, 'utf-8').toString()).toBe(
    `\ufeff番号,名称,部署,科目コード\r\n'=1+1,''=x,-,@userco.jp\r\n001,"a,""b""",,'+1\r\n`,
  )
  for (const name of ['한국', '¥100', '𠮷野'])
    expect(() => writeNames([{ ...names[1]!, name }], 'shift_jis')).toThrow('namesNotInShiftJis')
})
