import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gatherBody } from '@/lib/http/gather-body'
import { heldBodies, heldBytesMax, heldBytesOfSenderMax } from '@/lib/http/held-bodies'

const limits = { bodyBytesMax: 1_048_576, bodySeconds: 30 }
const begun: IncomingMessage[] = []
afterEach(() => {
  for (const request of begun.splice(0)) request.destroy()
})

/** A request whose body comes by `push`, as Node.js gives it. */
function begin(sender: string, proceed = jest.fn(), refuse = jest.fn()) {
  const request = new IncomingMessage(new Socket())
  request.headers = { 'transfer-encoding': 'chunked' }
  begun.push(request)
  gatherBody(request, sender, limits, proceed, refuse)
  return { request, proceed, refuse }
}

test('a body in pieces of one byte takes as much memory as its bytes', async () => {
  const { request, proceed } = begin('one')
  const pieces = Array.from({ length: 100_000 }, (_, at) => Buffer.from([at % 256]))
  for (const piece of pieces) request.push(piece)
  expect(heldBodies.bytes()).toBeLessThanOrEqual(2 * pieces.length)
  request.push(null)
  expect(proceed).toHaveBeenCalledTimes(1)
  const [bytes, release] = proceed.mock.calls[0] as [number, () => void]
  expect(bytes).toBe(pieces.length)
  // It is held until it is answered, however it is read.
  expect(heldBodies.bytes()).toBeGreaterThanOrEqual(pieces.length)
  expect(await buffer(request)).toEqual(Buffer.concat(pieces))
  expect(heldBodies.bytes()).toBeGreaterThanOrEqual(pieces.length)
  release()
  expect(heldBodies.bytes()).toBe(0)
})

test('unfinished bodies of one network, and those of all, take no more than their share', async () => {
  const body = Buffer.alloc(limits.bodyBytesMax)
  const send = (sender: string) => {
    const started = begin(sender)
    started.request.push(body)
    return started
  }
  const greedy = Array.from({ length: 20 }, () => send('greedy'))
  expect(heldBodies.bytes()).toBe(heldBytesOfSenderMax)
  expect(greedy.at(-1)!.refuse).toHaveBeenCalledWith({ code: 'overloaded' })
  const other = send('other')
  expect(other.refuse).not.toHaveBeenCalled()

  for (let sender = 0; sender < 100; sender++) send(`sender ${sender}`)
  expect(heldBodies.bytes()).toBeLessThanOrEqual(heldBytesMax)
  expect(send('late').refuse).toHaveBeenCalledWith({ code: 'overloaded' })

  for (const request of begun) request.destroy()
  await new Promise((resolve) => setImmediate(resolve))
  expect(heldBodies.bytes()).toBe(0)
})
