import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type MailAnswer = (request: IncomingMessage, response: ServerResponse) => void

export const acceptMail: MailAnswer = (_request, response) => response.end(JSON.stringify({ id: 'mail-1' }))

export const refuseMail =
  (status: number, name: string): MailAnswer =>
  (_request, response) => {
    response.statusCode = status
    response.end(JSON.stringify({ statusCode: status, name, message: 'no' }))
  }

/**
 * A stand-in of the mail service for the tests of one file, which the real client of it talks to: what it answers is
 * set, and what it received in a test is read.
 */
export function useMailService() {
  let server: Server
  const service = {
    url: '',
    answer: acceptMail,
    received: [] as { headers: IncomingMessage['headers']; body: Record<string, unknown> }[],
  }
  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        service.received.push({
          headers: request.headers,
          body: JSON.parse(text) as Record<string, unknown>,
        })
        response.setHeader('content-type', 'application/json')
        service.answer(request, response)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  beforeEach(() => {
    service.received.length = 0
  })
  return service
}
