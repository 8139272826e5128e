import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import {
  limitDescriptors,
  openDescriptors,
  residentMemory,
  startWebServer,
  type WebServer,
} from '@/tests/support/web-server'

/** What a server does with sockets has nothing to do with the browser that asks. */
test.skip(({ javaScriptEnabled, isMobile }) => javaScriptEnabled === false || isMobile === true)
test.describe.configure({ mode: 'serial' })

let server: WebServer
test.beforeAll(async () => {
  server = await startWebServer()
  await limitDescriptors(server.pid, 1_024)
})
test.afterAll(() => server.stop())

const isHealthy = async () => (await fetch(new URL('/api/health', server.url))).ok

/** Sends texts on a connection of its own. @returns what came back until it was closed, or left after a time. */
function exchange(texts: string[], leaveAfterMilliseconds: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(server.url.port), server.url.hostname)
    let received = ''
    const timer = setTimeout(() => socket.destroy(), leaveAfterMilliseconds)
    socket.on('data', (piece) => (received += piece.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(received)
    })
    for (const text of texts) socket.write(text)
  })
}

/** Does something many times, some at once. */
async function repeat(times: number, atOnce: number, act: () => Promise<unknown>): Promise<void> {
  let left = times
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await act()
    }),
  )
}

const upgrade = (path: string) =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${server.url.host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '',
    '',
  ].join('\r\n')

test('a request to change the protocol is answered and its socket closed', async () => {
  for (const path of ['/anything', '/_next/hmr', '/login', '/api/health']) {
    const received = await exchange([upgrade(path)], 20_000)
    expect(received, path).toMatch(/^HTTP\/1\.1 (200|404) /)
    expect(received, path).toMatch(/^Connection: close/im)
  }
})

test('5,000 sockets that ask for another protocol and leave take no descriptor along', async () => {
  expect(await isHealthy()).toBe(true)
  const before = await openDescriptors(server.pid)
  await repeat(5_000, 100, () => exchange([upgrade('/anything')], 60))
  expect(await isHealthy()).toBe(true)
  await expect.poll(() => openDescriptors(server.pid), { timeout: 10_000 }).toBeLessThan(before + 20)
})

const chunked = (size: number) => {
  const piece = `10000\r\n${'x'.repeat(0x1_0000)}\r\n`
  return [
    `POST /login HTTP/1.1\r\nHost: ${server.url.host}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    ...Array<string>(Math.ceil(size / 0x1_0000)).fill(piece),
  ]
}

test('200 unfinished bodies of 9 MB are refused and take no memory along', async () => {
  expect(await exchange(chunked(9_000_000), 20_000)).toMatch(/^HTTP\/1\.1 413 /)
  await repeat(20, 20, () => exchange(chunked(9_000_000), 20_000))
  const before = await residentMemory(server.pid)
  const received: string[] = []
  await repeat(200, 50, async () => received.push(await exchange(chunked(9_000_000), 20_000)))
  // Many at once from one address may take up its share before one of them is too large.
  expect(received.filter((text) => !/^HTTP\/1\.1 (413|503) /.test(text))).toEqual([])
  await pause(1_000)
  expect(await residentMemory(server.pid)).toBeLessThan(before + 100)
  expect(await isHealthy()).toBe(true)
})

test('unfinished bodies that are not too large yet take their share of the memory, and no more', async () => {
  const before = await residentMemory(server.pid)
  const received = Array.from({ length: 60 }, () => exchange(chunked(900_000), 4_000))
  await pause(3_000)
  expect(await isHealthy()).toBe(true)
  expect(await residentMemory(server.pid)).toBeLessThan(before + 100)
  const answers = await Promise.all(received)
  expect(answers.filter((text) => !/^($|HTTP\/1\.1 503 )/.test(text))).toEqual([])
  expect(answers.filter((text) => text === '').length).toBeGreaterThan(0)
  expect(answers.filter((text) => text !== '').length).toBeGreaterThan(0)
})

test('a body of 20 MB gets a clear 413 with the usual headers', async () => {
  const answer = await fetch(new URL('/login', server.url), { method: 'POST', body: 'x'.repeat(20_000_000) })
  expect(answer.status).toBe(413)
  expect(await answer.text()).toContain('送られた内容が大きすぎるため、受け付けられませんでした。')
  expect(answer.headers.get('connection')).toBe('close')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
})
