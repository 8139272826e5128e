import {
  createServer,
  request as send,
  Server,
  type IncomingHttpHeaders,
  type RequestListener,
} from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { currentRequest } from '@/lib/http/current-request'
import { prepareServer } from '@/lib/http/prepare-server'
import { log } from '@/lib/log'

const plainEmit = Server.prototype.emit
const limits = { bodyBytesMax: 1_000, importBodyBytesMax: 5_000, bodySeconds: 0.3, headersSeconds: 20 }
beforeAll(() => prepareServer(limits))
afterAll(() => {
  Server.prototype.emit = plainEmit
})

let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

async function serve(listener: RequestListener): Promise<number> {
  server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Sends text on a connection of its own. @returns all that comes back until it is closed. */
function exchange(port: number, ...texts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    socket.on('data', (piece) => (received += piece.toString()))
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
    for (const text of texts) socket.write(text)
  })
}

/** A listener that answers with the body. */
const echo: RequestListener = async (request, response) => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  response.end(Buffer.concat(pieces))
}

const head = (...lines: string[]) => [...lines, 'Host: localhost', '', ''].join('\r\n')

test('a body that comes in time is there as it was sent, whole or in pieces', async () => {
  const port = await serve(echo)
  const bodies = ['x', 'y'.repeat(limits.bodyBytesMax)]
  for (const body of bodies)
    for (const isChunked of [true, false]) {
      const received = await new Promise((resolve, reject) => {
        const headers = isChunked ? {} : { 'Content-Length': body.length }
        const sent = send({ port, method: 'POST', headers }, (answer) => {
          let text = ''
          answer.on('data', (piece) => (text += piece)).on('end', () => resolve(text))
        }).on('error', reject)
        sent.write(body.slice(0, 1))
        setTimeout(() => sent.end(body.slice(1)), 20)
      })
      expect(received).toBe(body)
    }
})

test.each([
  ['announced', head('POST / HTTP/1.1', 'Content-Length: 1001')],
  ['in pieces', `${head('POST / HTTP/1.1', 'Transfer-Encoding: chunked')}3e9\r\n${'x'.repeat(1_001)}\r\n`],
])('a body that is too large is refused with 413, and nobody sees it: %s', async (_name, text) => {
  const listener = jest.fn()
  const port = await serve(listener)
  const started = performance.now()
  const received = await exchange(port, text)
  expect(received).toMatch(/^HTTP\/1\.1 413 /)
  expect(received).toMatch(/^Connection: close/m)
  expect(received).toMatch(/^X-Content-Type-Options: nosniff/m)
  expect(received).toContain('送られた内容が大きすぎるため')
  expect(listener).not.toHaveBeenCalled()
  // It is closed soon although the client goes on.
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('a client that sends all of a body that is too large gets the answer, not a broken connection', async () => {
  const port = await serve(echo)
  const body = 'x'.repeat(5_000_000)
  const received = await exchange(port, head('POST / HTTP/1.1', `Content-Length: ${body.length}`), body)
  expect(received).toMatch(/^HTTP\/1\.1 413 /)
  expect(received).toContain('</html>')
})

test('a body that takes too long is refused with 408, and nobody sees it', async () => {
  const listener = jest.fn()
  const port = await serve(listener)
  const received = await exchange(port, `${head('POST / HTTP/1.1', 'Content-Length: 10')}x`)
  expect(received).toMatch(/^HTTP\/1\.1 408 /)
  expect(listener).not.toHaveBeenCalled()
})

test.each([
  ['HTTP/1.0 without a host, as health checks send it', 'GET /a?b=c HTTP/1.0\r\n\r\n'],
  ['a target with its host', head('GET http://localhost/a?b=c HTTP/1.1', 'Connection: close')],
])('%s is taken', async (_name, text) => {
  const port = await serve((request, response) => response.end(`${request.headers.host} ${request.url}`))
  expect(await exchange(port, text)).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\nlocalhost \/a\?b=c$/)
})

test.each([
  '/api/v1',
  '/api/v1/status',
  '/api/v1?x=/menu',
  '//api/v1/status',
  '/api//v1/status',
  '/API/v1/status',
  '/%61pi/v1/status',
  '/api%2fv1/status',
  '/api%2Fv1%2fstatus',
  'http://localhost/api/v1/status',
  'HTTP://other.example/api/v1/status',
])('a request for programs loses its cookies however it spells its address: %s', async (target) => {
  const seen: IncomingHttpHeaders[] = []
  const port = await serve((request, response) => {
    seen.push(request.headers)
    response.end()
  })
  const lines = ['Cookie: session=x', 'Authorization: Bearer x', 'Connection: close']
  expect(await exchange(port, head(`GET ${target} HTTP/1.1`, ...lines))).toMatch(/^HTTP\/1\.1 200 /)
  expect(seen).toHaveLength(1)
  expect(seen[0]!.cookie).toBeUndefined()
})

test('any other request keeps its cookies', async () => {
  const port = await serve((request, response) => response.end(request.headers.cookie))
  for (const target of ['/menu', '/api/v10', '/api/session', '/usage?next=/api/v1', 'http://localhost/menu'])
    expect(
      await exchange(port, head(`GET ${target} HTTP/1.1`, 'Cookie: session=x', 'Connection: close')),
    ).toMatch(/\r\n\r\nsession=x$/)
})

test('a form is of its own site whether or not the proxy names the usual port', async () => {
  const port = await serve((request, response) => response.end(request.headers.host))
  const post = (host: string, origin: string) =>
    exchange(
      port,
      `POST / HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    )
  expect(await post('a.example:443', 'https://a.example')).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\na\.example$/)
  expect(await post('a.example:8443', 'https://a.example')).toMatch(/^HTTP\/1\.1 403 /)
})

test('an expectation that nobody knows is refused with the usual headers', async () => {
  const port = await serve(echo)
  const received = await exchange(port, head('GET / HTTP/1.1', 'Expect: wonders'))
  expect(received).toMatch(/^HTTP\/1\.1 400 /)
  expect(received).toMatch(/^X-Content-Type-Options: nosniff/m)
})

test('a request to change the protocol is answered as the ordinary request that it is, and closed', async () => {
  const { env } = await import('@/lib/env')
  const { mode } = env
  env.mode = 'production'
  try {
    const port = await serve(echo)
    // As Next.js does.
    server.on('upgrade', () => undefined)
    const received = await exchange(port, head('GET / HTTP/1.1', 'Connection: Upgrade', 'Upgrade: websocket'))
    expect(received).toMatch(/^HTTP\/1\.1 200 /)
    expect(received).toMatch(/^Connection: close/m)
  } finally {
    env.mode = mode
  }
})

test.each([
  ['CONNECT x:1 HTTP/1.1', 405],
  ['NONSENSE / HTTP/1.1', 400],
  ['\0\0', 400],
])('what Node.js makes no request of is answered with the usual headers: %j', async (line, status) => {
  const port = await serve(echo)
  const received = await exchange(port, head(line))
  expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(received).toMatch(/^X-Content-Type-Options: nosniff/m)
  expect(received).toMatch(/^Content-Security-Policy: default-src 'none'/m)
})

test('a request’s own policy is never seen, and its answer has ours', async () => {
  const seen: IncomingHttpHeaders[] = []
  const port = await serve((request, response) => {
    seen.push(request.headers)
    response.end()
  })
  const lines = ["Content-Security-Policy: script-src 'nonce-evil'", 'Content-Security-Policy-Report-Only: x']
  const received = await exchange(port, head('GET / HTTP/1.1', ...lines, 'Connection: close'))
  expect(Object.keys(seen[0]!)).not.toContain('content-security-policy')
  expect(Object.keys(seen[0]!)).not.toContain('content-security-policy-report-only')
  expect(received).toMatch(/^Content-Security-Policy: default-src 'none'/m)
})

test('the other end’s address is known while the request is handled', async () => {
  const seen: (string | undefined)[] = []
  const port = await serve((_request, response) => {
    seen.push(currentRequest()?.peerAddress)
    response.end()
  })
  await exchange(port, head('GET / HTTP/1.1', 'Connection: close'))
  expect(seen).toEqual(['127.0.0.1'])
})

test('a request that the server sends on to itself keeps the address of its sender; nobody else can name one', async () => {
  const seen: (string | undefined)[] = []
  const port = await serve(async (request, response) => {
    seen.push(currentRequest()?.peerAddress)
    const headers = new Headers(request.headers as Record<string, string>)
    for (const name of ['host', 'connection']) headers.delete(name)
    if (request.url === '/outer') await fetch(`http://127.0.0.1:${port}/inner`, { headers })
    response.end()
  })
  await new Promise((resolve, reject) => {
    const headers = { 'X-Portal-Peer': 'nonsense 192.0.2.1' }
    send({ host: '127.0.0.1', localAddress: '127.0.0.2', port, path: '/outer', headers }, (answer) =>
      answer.resume().on('end', resolve),
    )
      .on('error', reject)
      .end()
  })
  expect(seen).toEqual(['127.0.0.2', '127.0.0.2'])
})

test('a proxy in front that no setting names is reported once, loudly', async () => {
  const told = jest.spyOn(log, 'error').mockImplementation(() => undefined)
  const port = await serve(echo)
  const request = head('GET / HTTP/1.1', 'X-Forwarded-For: 192.0.2.1', 'Connection: close')
  await exchange(port, request)
  await exchange(port, request)
  expect(told.mock.calls).toEqual([[expect.stringContaining('TRUSTED_PROXY_HEADER is not set')]])
})

test.each([
  [409, 'サービスが更新されたため'],
  [400, 'リクエストの形式が正しくありません'],
])('a form of another version that Next.js answers with %d is told so in a page', async (status, words) => {
  const port = await serve((request, response) => {
    response.statusCode = status
    if (request.url !== '/known') response.setHeader('x-nextjs-action-not-found', '1')
    response.setHeader('Content-Type', 'text/plain')
    response.setHeader('Content-Length', 5)
    response.end('words')
  })
  const post = (path: string, ...more: string[]) => {
    const form = ['Content-Type: multipart/form-data; boundary=x', 'Content-Length: 0', ...more]
    return exchange(port, head(`POST ${path} HTTP/1.1`, 'Connection: close', ...form))
  }
  const answer = await post('/unknown')
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(answer).toMatch(/^Content-Type: text\/html/im)
  expect(answer).toContain(words)
  expect(answer).toMatch(/<\/html>\n$/)
  expect(answer).not.toMatch(/^Content-Length: 5$/im)
  // A script reads the header, and needs no page.
  expect(await post('/unknown', 'Next-Action: x')).toMatch(/\r\nwords$/)
  expect(await post('/known')).toMatch(/\r\nwords$/)
})

test('a 500 is the sender’s 400 only until an action of ours has the form', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/read') currentRequest()!.isUnreadForm = false
    response.statusCode = 500
    response.end()
  })
  const post = (path: string, type: string) =>
    exchange(
      port,
      head(`POST ${path} HTTP/1.1`, 'Connection: close', `Content-Type: ${type}`, 'Content-Length: 0'),
    )
  expect(await post('/', 'multipart/form-data; boundary=x')).toMatch(/^HTTP\/1\.1 400 /)
  expect(await post('/read', 'multipart/form-data; boundary=x')).toMatch(/^HTTP\/1\.1 500 /)
  expect(await post('/', 'text/plain')).toMatch(/^HTTP\/1\.1 500 /)
})
