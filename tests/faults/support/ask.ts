import { request } from 'node:http'

/** A web process, as clients see it. */
export interface WebAddress {
  /** For the ledger: `web 1`. */
  name: string
  url: URL
}

export interface Question {
  method?: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: Buffer | string
  /** Hangs up after so many bytes of the answer. */
  leaveAfterBytes?: number
}

/** What came of a request; one that broke has what had come until then. */
export interface Answer {
  web: string
  path: string
  /** 0 where no head came. */
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
  /** Whether all of it came. */
  isWhole: boolean
  /** Of `performance.now()`. */
  from: number
  until: number
}

/** No answer may take longer: the portal gives up on its database before. */
const answerSecondsMax = 75

/** Asks a web process on a connection of its own. It never throws: what goes wrong is in the answer. */
export function ask(web: WebAddress, question: Question): Promise<Answer> {
  const { method = 'GET', path, headers = {}, body, leaveAfterBytes } = question
  const from = performance.now()
  const pieces: Buffer[] = []
  return new Promise((resolve) => {
    const end = (status: number, has: Answer['headers'], isWhole: boolean) =>
      resolve({
        ...{ web: web.name, path, status, headers: has, isWhole, from, until: performance.now() },
        body: Buffer.concat(pieces),
      })
    const sent = request(
      new URL(path, web.url),
      { method, agent: false, headers, signal: AbortSignal.timeout(answerSecondsMax * 1_000) },
      (answer) => {
        let bytes = 0
        answer.on('data', (piece: Buffer) => {
          pieces.push(piece)
          bytes += piece.length
          if (leaveAfterBytes !== undefined && bytes >= leaveAfterBytes) sent.destroy()
        })
        answer.on('error', () => undefined)
        answer.on('close', () => end(answer.statusCode!, answer.headers, answer.complete))
      },
    )
    sent.on('error', () => end(0, {}, false))
    sent.end(body)
  })
}

export const requestIdOf = ({ headers }: Answer) => String(headers['x-request-id'] ?? '')

/** The cookies that an answer sets, on top of those that were there, as a request sends them. */
export function cookiesAfter(answer: Answer, before = ''): string {
  const jar = new Map(
    [...before.split('; '), ...([answer.headers['set-cookie'] ?? []].flat() as string[])]
      .map((cookie) => cookie.split(';', 1)[0]!)
      .filter(Boolean)
      .map((cookie) => [cookie.slice(0, cookie.indexOf('=')), cookie] as const),
  )
  return [...jar.values()].join('; ')
}

/** A form as a browser without JavaScript posts it. */
export async function formBody(
  fields: Record<string, string>,
): Promise<{ body: Buffer; headers: Record<string, string> }> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const encoded = new Response(form)
  return {
    body: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type')! },
  }
}
