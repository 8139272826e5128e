import { Agent, createServer, request, Server, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { finishBeforeStop, isStopping, noteServer, stopServers } from '@/lib/http/stop-servers'
import { prepareServer } from '@/lib/http/prepare-server'

const plainEmit = Server.prototype.emit
beforeAll(() => prepareServer())
afterAll(() => {
  Server.prototype.emit = plainEmit
})

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  server.keepAliveTimeout = 300
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  noteServer(server)
  return (server.address() as AddressInfo).port
}

/** @returns status, and whether the connection may be used again. */
const ask = (port: number, agent?: Agent) =>
  new Promise<{ status: number; isKept: boolean }>((resolve, reject) => {
    request({ port, host: '127.0.0.1', agent }, (response) => {
      response.resume()
      response.on('end', () =>
        resolve({ status: response.statusCode!, isKept: response.headers.connection !== 'close' }),
      )
    })
      .on('error', reject)
      .end()
  })

test('a server that ends serves until it was noticed, answers what is on its way, and waits for what follows', async () => {
  let finish = () => {}
  const port = await serve((_request, response) => void (finish = () => response.end('whole')))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const used = ask(port, agent)
  await pause(50)
  finish()
  expect(await used).toEqual({ status: 200, isKept: true })

  const slow = ask(port)
  await pause(50)
  const answerSlow = finish
  let isFollowed = false
  finishBeforeStop(pause(1_000).then(() => (isFollowed = true)))
  expect(isStopping()).toBe(false)
  let hasEnded = false
  const ended = stopServers(0.3).then(() => (hasEnded = true))
  expect(isStopping()).toBe(true)

  // A connection that was idle, and a new one, are served while load balancers notice, and told to close.
  for (const connection of [agent, undefined]) {
    const asked = ask(port, connection)
    await pause(50)
    finish()
    expect(await asked).toEqual({ status: 200, isKept: false })
  }
  await pause(400)
  await expect(ask(port)).rejects.toThrow('ECONNREFUSED')
  expect(hasEnded).toBe(false)
  answerSlow()
  expect((await slow).status).toBe(200)
  await ended
  expect(isFollowed).toBe(true)
  agent.destroy()
})
