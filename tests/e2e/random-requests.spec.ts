import { expect, test } from '@playwright/test'
import { randomRequests, sendOdd, type OddRequest } from '@/tests/support/random-requests'
import { startWebServer, type WebServer } from '@/tests/support/web-server'
import { newAccount } from './support/account'
import { listActions } from './support/action-ids'
import { signInByForm } from './support/form-post'

const count = Number(process.env.RANDOM_REQUESTS ?? 5_000)
const seed = Number(process.env.RANDOM_SEED ?? 20_261_126)
const atOnce = 16

/** What a server answers has nothing to do with the browser that asks. */
test.skip(({ javaScriptEnabled, isMobile }) => javaScriptEnabled === false || isMobile === true)

let server: WebServer
test.beforeAll(async () => {
  server = await startWebServer({ TRUSTED_PROXY_HEADER: 'x-forwarded-for' })
})
test.afterAll(() => server.stop())

test(`${count} random requests, signed in and out, find no 5xx and no page without its policy`, async () => {
  test.setTimeout(600_000)
  const account = await newAccount()
  let cookie = await signInByForm(server.url, account.userId)
  const actions = Object.values(await listActions())
  const requests = randomRequests(
    seed,
    count,
    actions.map(({ id }) => id),
  )
  const found: { answer: unknown; request: OddRequest; signedIn: boolean }[] = []
  const statuses = new Map<number | undefined, number>()
  const next = requests.entries()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, request] of next) {
        const signedIn = index % 2 === 0
        const answer = await sendOdd(server.url, request, signedIn ? cookie : '')
        statuses.set(answer?.status, (statuses.get(answer?.status) ?? 0) + 1)
        const isPage = String(answer?.headers['content-type']).includes('text/html')
        const policy = String(answer?.headers['content-security-policy'])
        const isGood =
          answer !== undefined &&
          answer.status < 500 &&
          answer.headers['x-content-type-options'] === 'nosniff' &&
          (!isPage || (policy.startsWith("default-src 'none'") && !policy.includes('evil')))
        if (!isGood)
          found.push({
            request,
            signedIn,
            answer: answer && { status: answer.status, body: answer.body.slice(0, 200) },
          })
        // Some of them sign out.
        if (signedIn && String(answer?.headers['set-cookie']).includes('session=;'))
          cookie = await signInByForm(server.url, account.userId)
      }
    }),
  )
  console.log(seed, Object.fromEntries(statuses))
  expect(found).toEqual([])
})
