import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, request as send, type Server } from 'node:http'
import { request as sendSafely } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { refusalAnswer, refusalText, type RequestRefusal } from '@/lib/errors'
import { problemOf } from '@/lib/http/problem'
import requestLimits from '@/lib/http/request-limits.json'
import { securityHeaders } from '@/lib/http/security-headers'
import { locales } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { makeProxy, readSample, wholeSettings } from '@/scripts/cluster/proxy'
import { findFreePort } from '@/scripts/embedded/free-port'
import { findServerUser } from '@/scripts/embedded/server-user'
import { findOnPath } from '@/scripts/find-program'
import { run } from '@/tests/support/programs'
import { findNginx, findSystemdAnalyze } from '@/tests/support/server-programs'

const root = path.join(__dirname, '../..')
/** Where a program is missing, `npm test` says in one line what is left out. */
const withNginx = findNginx() && findOnPath(['openssl']) ? test : test.skip
const withSystemd = findSystemdAnalyze() ? test : test.skip

let folder: string
const started: ChildProcess[] = []
const servers: Server[] = []
/** No portal listens there, nor may a free port of a test be it. */
const nobodysPort = 1

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'deploying-'))
})
afterAll(async () => {
  for (const nginx of started) nginx.kill('SIGQUIT')
  for (const server of servers) server.close()
  await rm(folder, { recursive: true, force: true })
})

withSystemd('systemd takes the units', async () => {
  const units = path.join(root, 'deploy/systemd')
  const files = (await readdir(units)).map((name) => path.join(units, name))
  expect(files).toHaveLength(2)
  // It only looks at what a unit says: a program that is not where the unit says fails it, and Node.js may be elsewhere.
  const node = await Promise.all(
    files.map(async (file) => {
      const copy = path.join(folder, path.basename(file))
      await writeFile(copy, (await readFile(file, 'utf8')).replaceAll('/usr/bin/node', process.execPath))
      return copy
    }),
  )
  const { stdout, stderr } = await run(findSystemdAnalyze()!, ['verify', '--man=no', ...node])
  expect(stdout + stderr).toBe('')
})

interface Seen {
  method: string
  url: string
  headers: IncomingMessage['headers']
  bytes: number
}

/** Stands in for a web process: keeps what it was asked, and answers in two pieces, the second one when it is let. */
async function serveUpstream(): Promise<{ port: number; seen: Seen[]; sendRest: () => void }> {
  const seen: Seen[] = []
  const rests: (() => void)[] = []
  const server = createServer(async (request, response) => {
    const { length: bytes } = await text(request)
    const { method = '', url = '', headers } = request
    seen.push({ method, url, headers, bytes })
    response.setHeader('X-Request-Id', '000000000042')
    response.write('first\n')
    if (url.startsWith('/slow')) rests.push(() => response.end('last\n'))
    else response.end('last\n')
  })
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { port: (server.address() as AddressInfo).port, seen, sendRest: () => rests.forEach((end) => end()) }
}

/** Runs nginx with the sample, on ports of its own and with a certificate of its own. */
async function startNginx(
  upstreams: number[],
): Promise<{ port: number; plainPort: number; logged: () => Promise<string> }> {
  const [port, plainPort] = [await findFreePort(), await findFreePort()]
  const place = (name: string) => path.join(folder, name)
  const certificate = [
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=usage.example.com',
  ]
  await run('openssl', ['req', ...certificate, '-keyout', place('key'), '-out', place('certificate')])
  const settings = (await readSample())
    .replace(/^ *listen \[::\].*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${plainPort};`)
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace('/etc/ssl/certs/usage.example.com.pem', place('certificate'))
    .replace('/etc/ssl/private/usage.example.com.key', place('key'))
    .replace('/var/log/nginx/portal.log', place('access.log'))
    .replace('/etc/nginx/portal', path.join(root, 'deploy/nginx'))
    .replace('127.0.0.1:3001', `127.0.0.1:${upstreams[0]}`)
    .replace('127.0.0.1:3002', `127.0.0.1:${upstreams[1]}`)
  // Started as root it would give its work to a user that may not enter the folder.
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  const main = `${user} ${wholeSettings(folder, settings)}`
  await writeFile(place('nginx.conf'), main)
  const args = ['-p', folder, '-e', place('error.log'), '-c', place('nginx.conf')]
  await run(findNginx()!, ['-t', ...args])
  started.push(spawn(findNginx()!, args, { stdio: 'ignore' }))
  for (let look = 0; look < 100 && !(await isListening(plainPort)); look++) await pause(50)
  return { port, plainPort, logged: () => readFile(place('access.log'), 'utf8') }
}

const isListening = (port: number) =>
  new Promise<boolean>((resolve) =>
    send({ port, host: '127.0.0.1' }, (answer) => resolve(Boolean(answer.resume())))
      .on('error', () => resolve(false))
      .end(),
  )

const ask = (port: number, url: string, method = 'GET', headers: Record<string, string> = {}, body = '') =>
  new Promise<IncomingMessage>((resolve, reject) =>
    sendSafely(
      {
        host: '127.0.0.1',
        port,
        path: url,
        method,
        headers: { host: 'usage.example.com', ...headers },
        rejectUnauthorized: false,
      },
      resolve,
    )
      .on('error', reject)
      .end(body),
  )

withNginx('nginx passes on what the portal goes by, once, and to the process that is there', async () => {
  const upstream = await serveUpstream()
  // The other one is being replaced: nothing listens there.
  const { port, plainPort, logged } = await startNginx([await findFreePort(), upstream.port])

  const plain = await new Promise<IncomingMessage>((resolve) =>
    send({ port: plainPort, host: '127.0.0.1', path: '/usage?by=call' }, resolve).end(),
  )
  expect(plain.statusCode).toBe(308)
  expect(plain.headers.location).toBe('https://usage.example.com/usage?by=call')

  const lies = {
    'x-forwarded-for': '192.0.2.1',
    'x-forwarded-host': 'evil.example',
    authorization: 'Bearer x',
  }
  const ways: [string, string][] = [
    ['GET', '/usage?startDate=2026-11-01'],
    ['POST', '/login'],
    ['DELETE', '/api/v1/exports/x'],
    ['GET', '/exports/%2e%2e//x'],
  ]
  for (let round = 0; round < 5; round++)
    for (const [method, url] of ways) {
      const answer = await ask(port, url, method, lies, method === 'POST' ? 'x'.repeat(100) : '')
      expect([method, url, answer.statusCode, await text(answer)]).toEqual([
        method,
        url,
        200,
        'first\nlast\n',
      ])
    }
  expect(upstream.seen).toHaveLength(5 * ways.length)
  for (const [index, { method, url, headers, bytes }] of upstream.seen.entries()) {
    expect([method, url]).toEqual(ways[index % ways.length])
    expect(bytes).toBe(method === 'POST' ? 100 : 0)
    expect(headers).toMatchObject({
      host: 'usage.example.com',
      authorization: 'Bearer x',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
    })
    expect(headers).not.toHaveProperty('x-forwarded-host')
  }

  const { importBodyBytesMax: bytesMax } = requestLimits
  for (const [bytes, status] of [
    [bytesMax, 200],
    [bytesMax + 1, 413],
  ] as const) {
    const answer = await ask(port, '/numbers/import', 'POST', {}, 'x'.repeat(bytes))
    expect(answer.resume().statusCode).toBe(status)
  }

  const long = `/help/search?q=${'x'.repeat(12_000)}`
  expect((await ask(port, long)).resume().statusCode).toBe(200)
  expect(upstream.seen.at(-1)!.url).toBe(long)

  // The first piece is there while the second is not made yet.
  const slow = await ask(port, '/slow')
  const [piece] = (await once(slow, 'data')) as [Buffer]
  expect(piece.toString()).toBe('first\n')
  upstream.sendRest()
  expect(await text(slow)).toBe('last\n')

  const log = await logged()
  expect(log).toContain('000000000042')
  expect(log).not.toContain('2026-11-01')
})

withNginx('nginx says in the words of the portal what it refuses by itself', async () => {
  const { port } = await startNginx([nobodysPort, nobodysPort])
  const tooLarge = 'x'.repeat(requestLimits.importBodyBytesMax + 1)
  const refusals: [string, string, string, RequestRefusal][] = [
    ['GET', '/usage?startDate=2026-11-01', '', { code: 'databaseAway' }],
    ['POST', '/login', 'userId=demo04', { code: 'databaseAway' }],
    ['POST', '/numbers/import', tooLarge, { code: 'bodyTooLarge' }],
    ['GET', '/exports/%zz/zip', '', { code: 'badRequest' }],
    ['GET', `/help?${'x'.repeat(17_000)}`, '', { code: 'badRequest' }],
    ['GET', '/api/v1/summary', '', { code: 'databaseAway' }],
    ['POST', '/api/v1/exports', tooLarge, { code: 'bodyTooLarge' }],
  ]
  for (const [method, url, body, refusal] of refusals) {
    const answer = await ask(port, url, method, {}, body)
    const { status, headers } = refusalAnswer(refusal)
    expect([method, url, answer.statusCode]).toEqual([method, url, status])
    expect(answer.headers['retry-after']).toBe(headers['Retry-After'])
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': securityHeaders['X-Content-Type-Options'],
      'x-frame-options': securityHeaders['X-Frame-Options'],
      'referrer-policy': securityHeaders['Referrer-Policy'],
    })
    const said = await text(answer)
    if (url.startsWith('/api/')) {
      expect(answer.headers['content-type']).toBe('application/problem+json')
      expect(JSON.parse(said)).toEqual(problemOf(refusal, 'ja'))
    } else {
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
      for (const locale of locales) {
        const t = translator(locale, 'refusals')
        for (const words of [t('title'), refusalText(t, refusal)])
          expect(said.replace(/\s+/g, ' ')).toContain(words)
      }
    }
  }
})

withNginx('the cluster of `npm run cluster` has the same proxy, without https', async () => {
  const upstream = await serveUpstream()
  const servers = path.join(folder, 'servers')
  await mkdir(servers)
  const user = await findServerUser(servers)
  if (user) for (const place of [folder, servers]) await chown(place, user.uid, user.gid)
  // The first web process is away.
  const web = [await findFreePort(), upstream.port].map((port) => ({ port }))
  const proxy = await makeProxy({ folder: servers, user }, findNginx()!, await findFreePort(), web)
  await proxy.start()
  try {
    for (let round = 0; round < 3; round++) {
      const answer = await fetch(`http://127.0.0.1:${proxy.port}/menu`, {
        headers: { 'x-forwarded-for': '192.0.2.1' },
      })
      expect([answer.status, await answer.text()]).toEqual([200, 'first\nlast\n'])
    }
    expect(upstream.seen[0]!.headers).toMatchObject({
      host: `127.0.0.1:${proxy.port}`,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
    })
    const tooMuch = { method: 'POST', body: 'x'.repeat(requestLimits.importBodyBytesMax + 1) }
    const refused = await fetch(`http://127.0.0.1:${proxy.port}/login`, tooMuch)
    expect(refused.status).toBe(413)
    expect(await refused.text()).toContain(
      refusalText(translator('ja', 'refusals'), { code: 'bodyTooLarge' }),
    )
  } finally {
    await proxy.stop()
  }
  expect(proxy.pid()).toBeUndefined()
})
