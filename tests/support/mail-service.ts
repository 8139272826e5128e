import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type MailAnswer = (request: IncomingMessage, response: ServerResponse) => void

export const acceptMail: MailAnswer = (_request, response) => response.end(JSON.stringify({ id: 'mail-1' }))

export const refuseMail =
  (status: number, name: string): MailAnswer =>
  (_request, response) => {
    response.statusCode = status
    response.end(JSON.stringify({ statusCode: status, name, message: 'no' }))
  }

export interface MailService {
  /** For RESEND_BASE_URL. */
  url: string
  /** What it answers with, until another is set. */
  answer: MailAnswer
  received: { headers: IncomingMessage['headers']; body: Record<string, unknown> }[]
  /** How many connections to it are open. */
  connections(): Promise<number>
  close(): void
}

/** Starts a stand-in of the mail service, which the real client of it talks to. */
export async function startMailService(): Promise<MailService> {
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      service.received.push({ headers: request.headers, body: JSON.parse(text) as Record<string, unknown> })
      response.setHeader('content-type', 'application/json')
      service.answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const service: MailService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: acceptMail,
    received: [],
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return service
}

/**
 * A stand-in of the mail service for the tests of one file: what it answers is set, and what it received in a test is
 * read.
 */
export function useMailService() {
  let started: MailService | undefined
  const service = {
    url: '',
    answer: acceptMail,
    received: [] as MailService['received'],
    connections: () => started!.connections(),
  }
  beforeAll(async () => {
    started = await startMailService()
    service.url = started.url
    started.answer = (request, response) => service.answer(request, response)
    started.received = service.received
  })
  afterAll(() => started?.close())
  beforeEach(() => {
    service.received.length = 0
  })
  return service
}
