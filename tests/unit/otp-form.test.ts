import { readOtp } from '@/lib/auth/otp-form'

test.each([
  '012345',
  ' 012345 ',
  '012 345',
  '012\u3000345\u00a0',
  '０１２３４５',
  '012-345',
  '012‐345',
  '012–345',
  '012−345',
  '０１２－３４５',
  '０１２ー３４５',
  '\ufeff012345\u200b',
  '0\u200d1\u00ad2345',
  '012345\n',
])('%j is the code 012345', (given) => {
  expect(readOtp(given)).toEqual({ code: '012345' })
})

test.each(['12345', '0123456', '01234a', '012.345', '〇一二三四五'])(
  '%j has not the form of a code',
  (given) => {
    expect(readOtp(given)).toEqual({ problem: 'codeForm' })
  },
)

test.each(['', ' ', '--', '\u200b', undefined, 7])('%j is no code', (given) => {
  expect(readOtp(given)).toEqual({ problem: 'codeRequired' })
})
