import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { accountField } from '@/components/form/account-field'
import type { FormAction } from '@/components/form/use-form-action'
import { formAccount } from '@/lib/auth/form-account'
import type { SignedInUser } from '@/lib/auth/signed-in-user'

const user: SignedInUser = {
  sessionId: 'session',
  accountId: 5n,
  userId: 'demo05',
  role: 'administrator',
  masksNumbers: false,
  callers: 'all',
  multiFactor: true,
  contractNumber: '05',
  contractName: 'demo',
  previousSignInAt: null,
  mustChangePassword: false,
}

jest.mock('@/lib/env', () => {
  const actual = jest.requireActual<typeof import('@/lib/env')>('@/lib/env')
  return { ...actual, env: { ...actual.env, authSecret: 'the secret of the test' } }
})
jest.mock('next/cache', () => ({ refresh: () => {} }))
jest.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key }))
jest.mock('@/lib/auth/next-auth', () => ({ signOut: () => {} }))
jest.mock('@/lib/auth/request-source', () => ({ requestSource: async () => ({}) }))
const requireUser = jest.fn<Promise<SignedInUser>, [returnTo: string]>(async () => user)
jest.mock('@/lib/auth/require-user', () => ({ requireUser: (returnTo: string) => requireUser(returnTo) }))
/** Whatever an action does, it does with the database. */
const getPool = jest.fn(() => {
  throw new Error('the database was asked')
})
jest.mock('@/lib/db/pool', () => ({ getPool: () => getPool() }))

/** What may be asked for through a form that was shown to somebody else, or to nobody, and why. */
const exempt: Record<string, string> = {
  signInAction: 'nobody is signed in yet',
  verifyAction: 'nobody is signed in yet: the cookie of the pending sign-in says who it is',
  quitAction: 'nobody is signed in yet',
  signOutAction: 'it harms nobody to be signed out',
  chooseLocaleAction: 'the language of the browser; the account’s is kept for its own form alone',
}

const app = path.join(__dirname, '../../app')
const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .filter((file) => readFileSync(path.join(app, file), 'utf8').startsWith("'use server'"))

async function actionsOf(file: string): Promise<[string, FormAction][]> {
  return Object.entries((await import(path.join(app, file))) as Record<string, FormAction>)
}

const formOf = (account?: string, fields: Record<string, string> = {}) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  if (account !== undefined) form.set(accountField, account)
  return form
}
const untouched = { errors: [], values: {} }
const refused = { errors: [{ message: 'badRequest' }], values: {} }
const outdated = { errors: [{ message: 'outdated' }], values: {} }
const own = formAccount(user)
const foreign = formAccount({ accountId: 4n })

/** What an action ends with: the address it leads to, what it says, or how it fails. */
async function endOf(action: FormAction, form: unknown): Promise<string> {
  try {
    return JSON.stringify(await action(untouched, form as FormData))
  } catch (error) {
    const { message, digest } = error as Error & { digest?: string }
    return digest ?? message
  }
}

test('the actions are found', () => expect(files.length).toBeGreaterThanOrEqual(6))

test.each(files)(
  '%s: no action behind the sign-in takes a form of another account, or of none',
  async (file) => {
    for (const [name, action] of await actionsOf(file)) {
      if (name in exempt) continue
      getPool.mockClear()
      const wild = ['', 'x', own.slice(1), `${own}A`, '\0', '5']
      const forms = [foreign, ...wild].flatMap((account) => [
        formOf(account),
        formOf(account, { intent: 'resend', exportId: 'x' }),
      ])
      for (const notForm of [undefined, null, {}, [], 1])
        expect([name, await endOf(action, notForm)]).toEqual([name, JSON.stringify(refused)])
      for (const form of forms)
        expect([name, await endOf(action, form)]).toEqual([name, expect.stringContaining('/account/other;')])
      for (const form of [formOf(), formOf(undefined, { intent: 'resend', exportId: 'x' })])
        expect([name, await endOf(action, form)]).toEqual([name, JSON.stringify(outdated)])
      expect(getPool).not.toHaveBeenCalled()
      expect([name, await endOf(action, formOf(own))]).toEqual([
        name,
        expect.not.stringContaining('/account/other;'),
      ])
    }
  },
)

test.each([
  [
    'requestExportAction',
    {
      startDate: '2026-11-01',
      startHour: '9',
      endDate: '2026-11-03',
      endHour: '10',
      output: 'bulk',
      by: 'call',
    },
    '/usage?startDate=2026-11-01&startHour=9&endDate=2026-11-03&endHour=10&output=bulk&by=call',
  ],
  [
    'requestCallExportAction',
    { callId: '7', destinationNoFrom: '1', destinationNoTo: '100000' },
    '/usage/calls/7/bulk?destinationNoFrom=1&destinationNoTo=100000',
  ],
  ['requestCallExportAction', { callId: '7' }, '/usage/calls/7/bulk'],
])('%s comes back to the page it was sent from, what was asked for kept', async (name, fields, page) => {
  const actions = await actionsOf('(portal)/exports/export-actions.ts')
  const action = actions.find(([exported]) => exported === name)![1]
  await endOf(action, formOf(foreign, { encoding: 'utf-8', ...fields }))
  expect(requireUser).toHaveBeenLastCalledWith(page)
})

test('what is exempt exists', async () => {
  const names = (await Promise.all(files.map(actionsOf))).flat().map(([name]) => name)
  expect(names).toEqual(expect.arrayContaining(Object.keys(exempt)))
})

test('the mark of an account is its own, the same each time, and tells neither its number nor its name', () => {
  const elsewhere: SignedInUser = { ...user, sessionId: 'another' }
  expect(formAccount(elsewhere)).toBe(own)
  expect(foreign).not.toBe(own)
  expect(own).toMatch(/^[\w-]{43}$/)
})
