import { CredentialsSignin, AuthError } from 'next-auth'
import { logAuthError } from '@/lib/auth/log-auth-error'
import { log } from '@/lib/log'

const info = jest.spyOn(log, 'info')
const error = jest.spyOn(log, 'error')

beforeEach(() => jest.clearAllMocks())

/** As the build leaves it: the class has lost its name. */
const Shortened = { e: class extends CredentialsSignin {} }.e
class MissingToken extends AuthError {
  static type = 'MissingCSRF'
}
class Broken extends AuthError {
  static type = 'CallbackRouteError'
}

test.each([
  ['a refused sign-in', new Shortened(), 'CredentialsSignin'],
  ['a post without the token of a form', new MissingToken(), 'MissingCSRF'],
])('%s is one line without a stack, whatever the build calls its class', (_name, refused, type) => {
  expect(refused.name).not.toBe('CredentialsSignin')
  logAuthError(refused)
  expect(info.mock.calls).toEqual([[{ type }, 'sign-in refused']])
  expect(error).not.toHaveBeenCalled()
})

test.each([
  ['a failure of the server', new Broken('the database is away')],
  ['an error that is none of next-auth’s', new Error('CredentialsSignin')],
])('%s is logged as an error', (_name, broken) => {
  logAuthError(broken)
  expect(error.mock.calls).toEqual([[{ err: broken }, 'next-auth']])
  expect(info).not.toHaveBeenCalled()
})
