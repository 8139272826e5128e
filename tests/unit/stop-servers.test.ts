import { Agent, createServer, request, Server, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { finishBeforeStop, isStopping, noteServer, stopServers } from '@/lib/http/stop-servers'
import { prepareServer } from '@/lib/http/prepare-server'
import { eventually } from '@/tests/support/eventually'

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

/** A server that answers when a test says so. @returns sends it a request, and returns when that has arrived. */
async function serveHeld() {
  const held: (() => void)[] = []
  const arrivals: (() => void)[] = []
  const port = await serve((_request, response) => {
    held.push(() => response.end('whole'))
    arrivals.shift()?.()
  })
  return async (agent?: Agent) => {
    const arrived = new Promise<void>((resolve) => arrivals.push(resolve))
    const answered = ask(port, agent)
    await Promise.race([arrived, answered])
    return { answered, answer: held.pop()! }
  }
}

test('a server that ends serves until it was noticed, answers what is on its way, and waits for what follows', async () => {
  const send = await serveHeld()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const used = await send(agent)
  used.answer()
  expect(await used.answered).toEqual({ status: 200, isKept: true })

  const slow = await send()
  let follow = () => {}
  let isFollowed = false
  finishBeforeStop(new Promise<void>((resolve) => (follow = resolve)).then(() => (isFollowed = true)))
  expect(isStopping()).toBe(false)
  let hasEnded = false
  const ended = stopServers(2).then(() => (hasEnded = true))
  expect(isStopping()).toBe(true)

  // A connection that was idle, and a new one, are served while load balancers notice, and told to close.
  for (const connection of [agent, undefined]) {
    const asked = await send(connection)
    asked.answer()
    expect(await asked.answered).toEqual({ status: 200, isKept: false })
  }
  await eventually(() => expect(send().then(({ answer }) => answer())).rejects.toThrow('ECONNREFUSED'))
  expect(hasEnded).toBe(false)
  slow.answer()
  expect((await slow.answered).status).toBe(200)
  expect(hasEnded).toBe(false)
  follow()
  await ended
  expect(isFollowed).toBe(true)
  agent.destroy()
})
