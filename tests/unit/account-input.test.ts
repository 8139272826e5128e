import { accountInput } from '@/lib/accounts/account-input'

const accepts = (name: keyof typeof accountInput, value: string) =>
  accountInput[name].safeParse(value).success

test.each([
  ['contractNumber', ['04', 'a-Z-9', 'x'.repeat(32)]],
  ['userId', ['a', 'demo04', '!~', 'x'.repeat(64)]],
  ['email', ['a@example.com']],
  ['contractName', ['見本商事株式会社', ' Sample Ltd. ']],
  ['reason', ['本人確認済み']],
  ['operator', ['山田 太郎', 'root']],
] as const)('%s takes %j', (name, values) => {
  for (const value of values) expect([value, accepts(name, value)]).toEqual([value, true])
})

test.each([
  ['contractNumber', ['', '0 4', '0_4', '\uff10\uff14', 'x'.repeat(33), '04\n']],
  ['userId', ['', 'a b', 'a\t', 'あ', 'a\u007f', 'x'.repeat(65), 'demo04\n']],
  ['email', ['', 'a', 'a@', '@example.com', 'a@b c.com', `${'x'.repeat(250)}@example.com`]],
  ['contractName', ['', '  ', 'two\nlines', '\u001b[31mred', 'x'.repeat(101)]],
  ['reason', ['', ' ', 'line\u2028separator', 'right\u202eto left', 'x'.repeat(201)]],
  ['operator', ['', 'a\r\nb', 'x'.repeat(65)]],
] as const)('%s refuses %j', (name, values) => {
  for (const value of values) expect([value, accepts(name, value)]).toEqual([value, false])
})
