import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { eventually } from '@/tests/support/eventually'
import { connect } from 'node:net'
import type { Fault, FaultContext } from './support/fault'
import { signInCalmly } from './support/sign-in'
import { askAsCustomer } from './support/world'
import { testPassword } from '@/tests/support/account'

/** The way of one web process and one worker to the database breaks, and clients hang up half-way. */
export const cutConnections: Fault = {
  name: 'connections',
  title: 'connections to the database are cut half-way or fall silent, and clients hang up',
  allows: { refusals: true, broken: 'files' },
  async run(context) {
    const { portal, isShort, seen } = context
    const web = portal.webs[1]!.name
    await hangUp(context, isShort ? 10 : 60)
    for (let turn = 0; turn < (isShort ? 1 : 3); turn++) {
      for (const kind of ['cut', 'hold'] as const) {
        const refused = seen('refused', web)
        portal.line[kind]()
        try {
          await eventually(
            () => {
              if (seen('refused', web) < refused + (isShort ? 1 : 5)) throw new Error('nobody noticed')
            },
            { seconds: 60, everyMilliseconds: 20 },
          )
        } finally {
          portal.line.restore()
        }
      }
    }
  },
}

/** Leaves files after their first bytes, and forms before their last. */
async function hangUp({ load, random, portal }: FaultContext, times: number): Promise<void> {
  const { world } = load
  const account = world.store.plain.pop()!
  const cookie = await signInCalmly(world, account.userId, testPassword)
  const { date } = world.usage.still
  for (let turn = 0; turn < times; turn++) {
    const path = filePaths.download({ startDate: date, endDate: date, by: 'destination' })
    await askAsCustomer(world, { path, headers: { cookie }, leaveAfterBytes: random.integer(1, 60_000) })
    const { url } = random.pick(portal.webs)
    await leaveForm(url)
  }
}

/** Sends the half of a form and hangs up. */
const leaveForm = (url: URL) =>
  new Promise<void>((resolve) => {
    const socket = connect(Number(url.port), url.hostname, () => {
      socket.write(
        `POST ${paths.login()} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: multipart/form-data; boundary=x\r\n` +
          'Content-Length: 5000\r\n\r\n--x\r\n',
        () => socket.destroy(),
      )
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
  })
