import { changePassword } from '@/lib/accounts/change-password'
import { isCommonPassword } from '@/lib/accounts/common-passwords'
import type { SignedInUser } from '@/lib/auth/signed-in-user'

jest.mock('@/lib/accounts/common-passwords', () => ({ isCommonPassword: jest.fn(() => true) }))

const user = { accountId: 1n, userId: 'someone', contractNumber: '04' } as SignedInUser
const source = { address: null, userAgent: null }
const change = (newPassword: string) =>
  changePassword(
    user,
    { oldPassword: 'Right!2026', newPassword, newPasswordAgain: newPassword },
    source,
    new Date(),
  )

test('a new password that is too long or too short is refused for that, and not looked up among common ones', async () => {
  for (const newPassword of ['1a!'.repeat(66), 'a1!'])
    expect((await change(newPassword)).outcome).toBe('refused')
  expect(isCommonPassword).not.toHaveBeenCalled()
  expect(await change('Password1!')).toEqual({
    outcome: 'refused',
    problems: [{ field: 'newPassword', code: 'common' }],
  })
})
