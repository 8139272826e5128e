import { Agent, get, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { findFreePort } from '@/scripts/embedded/free-port'
import { startWebServer, type WebServer } from '@/tests/support/web-server'
import { cookiesOf } from './support/receive'
import { signInDirectly } from './support/sign-in'
import { accountWithMuchUsage } from './support/usage'

/** Seconds that a load balancer has to notice that a server ends. */
const STOP_NOTICE_SECONDS = '2'

interface Answer {
  status: number
  bytes: number
  isWhole: boolean
}

/** Asks on a connection that may be kept. @param whileOpen runs at the first byte, and the rest waits for it. */
const ask = (url: URL, Cookie: string, agent?: Agent, whileOpen?: () => Promise<unknown>) =>
  new Promise<Answer>((resolve, reject) => {
    get(url, { agent, headers: { Cookie } }, (answer: IncomingMessage) => {
      let bytes = 0
      answer.on('data', (piece: Buffer) => {
        if (bytes === 0 && whileOpen) {
          answer.pause()
          void whileOpen().then(() => answer.resume(), reject)
        }
        bytes += piece.length
      })
      answer.on('close', () => resolve({ status: answer.statusCode!, bytes, isWhole: answer.complete }))
    }).on('error', reject)
  })

const status = async (server: WebServer, path: string) => (await fetch(new URL(path, server.url))).status

test('servers that are replaced one after the other lose no request, and no download is cut off @server', async ({
  page,
}) => {
  test.slow()
  const day = '2025-06-01'
  const { userId } = await accountWithMuchUsage('98', day)
  await signInDirectly(page, userId)
  const cookie = await cookiesOf(page)
  const start = () => startWebServer({ STOP_NOTICE_SECONDS })
  let servers = [await start(), await start()]

  // A load balancer: servers that say that they are ready, and of a connection that is refused, the next one.
  let ready = [...servers]
  let isLoading = true
  const looking = (async () => {
    while (isLoading) {
      const looks = servers.map(async (server) =>
        (await status(server, '/api/health/ready').catch(() => 0)) === 200 ? [server] : [],
      )
      ready = (await Promise.all(looks)).flat()
      await pause(250)
    }
  })()
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const lost: unknown[] = []
  let answered = 0
  let turn = 0
  const load = Array.from({ length: 4 }, async () => {
    while (isLoading) {
      const server = ready[turn++ % ready.length]!
      await ask(new URL('/menu', server.url), cookie, agent).then(
        (answer) => (answer.status === 200 && answer.isWhole ? answered++ : lost.push(answer)),
        (error) => lost.push(error),
      )
    }
  })

  // A download that is slower than the notice, on the server that ends first.
  const [first] = servers
  const file = new URL(`/usage/download?startDate=${day}&endDate=${day}&by=call`, first!.url)
  let isEnded = false
  const slow = ask(file, cookie, undefined, async () => {
    await expect.poll(() => status(first!, '/api/health/ready').catch(() => 0), { timeout: 30_000 }).toBe(503)
    expect(await status(first!, '/menu')).toBe(200)
    await pause(3_000)
    expect(isEnded).toBe(false)
  })
  await pause(500)
  for (const old of [...servers]) {
    servers = [...servers, await start()]
    await pause(500)
    // As a service manager does, which asks the starting process too.
    process.kill(old.pid, 'SIGTERM')
    await pause(50)
    await old.stop()
    isEnded = true
    servers = servers.filter((server) => server !== old)
  }
  isLoading = false
  await Promise.all([...load, looking])
  agent.destroy()
  await Promise.all(servers.map((server) => server.stop()))

  expect(lost).toEqual([])
  expect(answered).toBeGreaterThan(50)
  const download = await slow
  expect(download).toMatchObject({ status: 200, isWhole: true })
  expect(download.bytes).toBeGreaterThan(100_000)
})

test('metrics are on a port of their own, with routes instead of addresses @server', async () => {
  const port = await findFreePort()
  const server = await startWebServer({ METRICS_PORT: String(port) })
  try {
    const answer = await fetch(new URL('/statements/2026-10?secret=1', server.url), { redirect: 'manual' })
    expect(await status(server, '/api/health/live')).toBe(200)
    expect(answer.headers.get('x-request-id')).toMatch(/^\d{12}$/)
    expect(await status(server, '/metrics')).toBe(404)
    const text = await (await fetch(`http://localhost:${port}/metrics`)).text()
    expect(text).toContain(
      'portal_http_requests_total{method="GET",route="/statements/[month]",status="307"} 1',
    )
    expect(text).toContain('portal_database_up 1')
    expect(text).toContain('portal_pool_connections{state="idle"}')
    expect(text).toMatch(/^process_open_fds \d+$/m)
    expect(text).not.toContain('secret')
  } finally {
    await server.stop()
  }
})
