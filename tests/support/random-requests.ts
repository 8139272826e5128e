import fc from 'fast-check'
import { request as send } from 'node:http'
import { oddPath, oddQuery, oddText, wellFormed } from './odd-addresses'

/** A request that a program, or somebody who means harm, may send. */
export interface OddRequest {
  method: string
  target: string
  headers: Record<string, string>
  body?: string
}

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** As a header can hold it. */
const headerText = oddText.map((text) => text.replace(/[^\x20-\x7e]/g, '~').slice(0, 3_000))
const routerState = fc.oneof(
  headerText,
  fc.constantFrom(
    '["",{}]',
    '["",{"children":["menu",{}]},null,"refetch"]',
    '%5B%22%22%2C%7B%7D%5D',
    '[]',
    '%zz',
  ),
)
const headerChoices: Record<string, fc.Arbitrary<string>> = {
  rsc: fc.constantFrom('1', '0', 'x'),
  'next-router-state-tree': routerState,
  'next-router-prefetch': fc.constantFrom('1', '2', 'x'),
  'next-router-segment-prefetch': fc.constantFrom('/_tree', '/_index', '/__PAGE__', 'x', '/../..'),
  'next-url': fc.oneof(headerText, fc.constantFrom('/menu', '/%zz')),
  'next-hmr-refresh': fc.constant('1'),
  'x-nextjs-data': fc.constant('1'),
  'x-action-forwarded': fc.constant('1'),
  'x-forwarded-host': fc.constantFrom('localhost', 'x.example', 'a b', ':', ''),
  'x-forwarded-proto': fc.constantFrom('https', 'ftp', 'x y', ''),
  'x-forwarded-port': fc.constantFrom('1', 'x'),
  'x-forwarded-for': fc.oneof(headerText, fc.constant('203.0.113.7:99'), fc.constant('9'.repeat(9_000))),
  'content-security-policy': fc.constantFrom("script-src 'nonce-evil'", '<'),
  'accept-encoding': fc.constantFrom('gzip', 'br', 'identity', '*', 'x;q=2', ''),
  'accept-language': headerText,
  accept: fc.constantFrom('text/html', 'text/x-component', '*/*', 'x', ''),
  range: fc.constantFrom('bytes=0-1', 'bytes=999999999-', 'bytes=-0', 'bytes=5-1', 'x', 'bytes=0-0,2-3'),
  'if-range': headerText,
  'if-none-match': fc.constantFrom('*', '"x"', 'W/"x"'),
  'if-match': fc.constantFrom('"x"', '*'),
  'if-modified-since': fc.constantFrom('x', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  'if-unmodified-since': fc.constantFrom('x', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  'sec-fetch-dest': fc.constantFrom('image', 'document', 'x'),
  'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site'),
  'user-agent': headerText,
  upgrade: fc.constantFrom('websocket', 'h2c', 'x'),
  host: fc.constantFrom('x.example', 'a b', '', '[', 'localhost:99999', 'x/y'),
  expect: fc.constant('100-continue'),
  purpose: fc.constant('prefetch'),
  origin: fc.constantFrom('null', 'x', 'https://evil.example', 'same'),
}

/** A few of them at a time: more of them would mostly be refused for the first. */
const oddHeaders: fc.Arbitrary<Record<string, string>> = fc
  .subarray(Object.keys(headerChoices), { maxLength: 4 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, headerChoices[name]!]))))

const fields = [
  'userId',
  'password',
  'otp',
  'intent',
  'next',
  'locale',
  'exportId',
  'replace',
  'oldEmail',
  'newPassword',
  'number',
  'name',
  'nameId',
  'draftId',
  'version',
  'pasted',
  'mode',
  'text',
  'savedId',
  'period',
  'amount',
  'email',
  'addressId',
  'by',
  'encoding',
  'which',
  'until',
  'keyId',
]
const boundary = 'odd'
const multipart = (pairs: (readonly [string, string])[]) =>
  `${pairs.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--${boundary}--\r\n`

const json = fc.oneof(
  fc.constantFrom(
    '[1]',
    '{}',
    'null',
    '[]',
    '[',
    '',
    '"$K1"',
    '["$K1"]',
    '["$F1"]',
    '[null,"$K1"]',
    '[{"a":"$1"}]',
    '"$@0"',
  ),
  fc.json({ maxDepth: 2 }),
)

/** @param actions the ids of the portal's own actions. */
const oddBody = (actions: string[]) => {
  const action = fc.oneof(fc.constantFrom(...actions), fc.constantFrom('x', '00', 'f'.repeat(42)))
  const pair = fc.tuple(
    fc.constantFrom(...fields),
    oddText.map((text) => wellFormed(text)),
  )
  return fc.oneof(
    // As a browser without JavaScript sends a form.
    fc.tuple(action, fc.array(pair, { maxLength: 4 }), json).map(([id, pairs, bound]) => ({
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: multipart([
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', `{"id":"${id}","bound":"$@1"}`],
        ['$ACTION_1:1', bound],
        ...pairs,
      ]),
    })),
    fc.tuple(action, fc.array(pair, { maxLength: 4 })).map(([id, pairs]) => ({
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: multipart([[`$ACTION_ID_${id}`, ''], ...pairs]),
    })),
    // As one with JavaScript does.
    fc.tuple(action, json).map(([id, body]) => ({
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'next-action': id },
      body,
    })),
    fc.tuple(action, json, fc.array(pair, { maxLength: 4 })).map(([id, args, pairs]) => ({
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'next-action': id },
      body: multipart([...pairs.map(([name, value]) => [`_1_${name}`, value] as const), ['0', args]]),
    })),
    fc.tuple(action, fc.string({ unit: 'binary', maxLength: 60 })).map(([id, body]) => ({
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'next-action': id },
      body,
    })),
    fc.array(pair, { maxLength: 4 }).map((pairs) => ({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(pairs).toString(),
    })),
    fc.tuple(json, headerText).map(([body, type]) => ({ headers: { 'content-type': type }, body })),
  )
}

const oddMethod = fc.oneof(
  { weight: 6, arbitrary: fc.constant('GET') },
  { weight: 2, arbitrary: fc.constant('POST') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY'),
  },
)

/** The requests of a seed: the same ones each time. */
export function randomRequests(seed: number, count: number, actions: string[]): OddRequest[] {
  const request = fc
    .tuple(oddMethod, oddPath, oddQuery, oddHeaders, oddBody(actions))
    .map(([method, path, query, given, { headers, body }]): OddRequest => {
      const whole = path.includes('?') ? path : `${path}${query}`
      const target = whole.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(wellFormed(character)))
      return method === 'POST' || method === 'PUT'
        ? { method, target, headers: { ...given, ...headers }, body }
        : { method, target, headers: { ...given } }
    })
  return fc.sample(request, { seed, numRuns: count })
}

/** Sends a request as it is; undefined where the connection was closed without an answer. */
export function sendOdd(
  url: URL,
  { method, target, headers, body }: OddRequest,
  cookie: string,
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const origin = headers.origin === 'same' ? { origin: url.origin } : {}
    const sent = send(
      {
        host: url.hostname,
        port: url.port,
        method,
        path: target,
        headers: {
          ...headers,
          ...origin,
          ...(cookie && { cookie }),
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
        agent: false,
        timeout: 30_000,
      },
      (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('error', () => resolve(undefined))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode!,
            headers: answer.headers,
            body: Buffer.concat(pieces).toString(),
          }),
        )
      },
    )
    sent.on('timeout', () => sent.destroy())
    sent.on('error', () => resolve(undefined))
    sent.end(body)
  })
}
