import { expect, test } from '@playwright/test'
import { accountField } from '@/components/form/account-field'
import { formAccount } from '@/lib/auth/form-account'
import { isPermitted } from '@/lib/auth/permissions'
import { getPrisma } from '@/lib/db/prisma'
import { catalogues } from '@/lib/i18n/catalogues'
import { withDatabase } from './support/account'
import { listActions } from './support/action-ids'
import { actionTable, ownActions, type ActionRow } from './support/action-table'
import { portalUrl } from './support/api'
import { makeCast, nobodys, ofAccount, roles, type Actor, type Cast, type Ids } from './support/cast'

test.describe.configure({ mode: 'default' })

/** What a form is told that the portal could not read. */
const { outdated } = catalogues.ja.frame

let cast: Cast
let actions: Awaited<ReturnType<typeof listActions>>
test.beforeAll(async () => {
  test.setTimeout(300_000)
  actions = await listActions()
  cast = await makeCast()
})

test('the table has every action of app, and no other @server', () => {
  const listed = new Set([...actionTable.map(({ action }) => action), ...ownActions])
  expect([...listed].sort()).toEqual(Object.keys(actions).sort())
})

interface Answer {
  status: number
  redirect: string | null
  /** What its form says, without the ids that were sent. */
  said: string
}

/** Sends what a form would, as a browser with JavaScript does: the action's state so far, and the fields. */
async function send({ action, fields }: ActionRow, actor: Actor | undefined, ids: Ids): Promise<Answer> {
  const { id, page } = actions[action]!
  const sent = fields(ids, cast.date)
  const body = new FormData()
  const account = actor && { [accountField]: formAccount(actor.account) }
  for (const [field, value] of Object.entries({ ...sent, ...account })) body.set(`_1_${field}`, value)
  // Last, as a browser has it: what it names is read by then.
  body.set('0', JSON.stringify([{ errors: [], values: {} }, '$K1']))
  const answer = await fetch(portalUrl(page), {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'next-action': id,
      accept: 'text/x-component',
      origin: portalUrl('/').origin,
      ...(actor && { cookie: actor.cookie }),
    },
    body,
  })
  const text = await answer.text()
  const [said = ''] = /"errors":\[.*?\]/.exec(text) ?? []
  const named = Object.values(ids).reduce((rest, id) => rest.replaceAll(id, 'id'), said)
  return { status: answer.status, redirect: answer.headers.get('x-action-redirect'), said: named }
}

/** Ids of others: each must be answered as one of nobody is. */
function othersOf({ names }: ActionRow, { account, ids }: Actor): Ids[] {
  if (!names) return []
  const others = ofAccount.includes(names) ? [cast.colleague, cast.stranger] : [cast.stranger]
  return [
    ...others.map((other) => ({ ...ids, [names]: other.ids[names] })),
    ...(names === 'callId' && account.callers !== 'all' ? [{ ...ids, callId: cast.otherCall }] : []),
  ]
}

/** Everything of an account and its contract that an action could change. */
const thingsOf = ({ account: { accountId, contractNumber } }: Actor) =>
  withDatabase(async () => {
    const db = getPrisma()
    const things = await Promise.all([
      db.savedSearch.findMany({ where: { accountId } }),
      db.usageFilter.findMany({ where: { accountId } }),
      db.numberDraft.findMany({ where: { accountId } }),
      db.exportRequest.findMany({ where: { accountId } }),
      db.signInSession.findMany({ where: { accountId }, select: { id: true } }),
      db.apiKey.findMany({ where: { accountId } }),
      db.numberName.findMany({
        where: { contractNumber, number: { startsWith: '09' } },
        orderBy: { number: 'asc' },
      }),
      db.alertAddress.findMany({ where: { contractNumber } }),
    ])
    return JSON.stringify(things, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  })

test('who is not signed in is led to the sign-in page by every action @server', async () => {
  for (const row of actionTable) {
    const { redirect } = await send(row, undefined, cast.actors.administrator.ids)
    expect([row.action, redirect]).toEqual([row.action, expect.stringMatching(/^\/login\?next=/)])
  }
})

for (const role of roles)
  test(`${role}: what is of others is as what nobody has, and what needs a permission asks it @server`, async () => {
    test.slow()
    const actor = cast.actors[role]
    const before = [await thingsOf(cast.colleague), await thingsOf(cast.stranger)]
    for (const row of actionTable) {
      const { action, needs, names } = row
      const unknown = names ? { ...actor.ids, [names]: nobodys.unknown[names] } : actor.ids
      const answer = await send(row, actor, unknown)
      const isRefused = needs !== undefined && needs !== 'wholeContract' && !isPermitted(actor.account, needs)
      // One that leads on is 200 too, to who runs scripts.
      expect(isRefused ? [403] : [200, 404], action).toContain(answer.status)
      expect([action, answer.said]).not.toEqual([action, expect.stringContaining(outdated)])
      for (const ids of othersOf(row, actor))
        expect([action, await send(row, actor, ids)]).toEqual([action, answer])
      if (names && !isRefused) {
        const { status } = await send(row, actor, { ...actor.ids, [names]: nobodys.nonsense[names] })
        expect([200, 400, 404], action).toContain(status)
      }
    }
    expect([await thingsOf(cast.colleague), await thingsOf(cast.stranger)]).toEqual(before)
  })
