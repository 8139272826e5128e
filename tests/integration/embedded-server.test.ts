import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { isAlive } from '@/scripts/embedded/postmaster'
import { useEmbeddedServer } from '@/scripts/embedded/server'
import { eventually } from '@/tests/support/eventually'
import { makeThrowawayData, removeThrowawayData } from '@/tests/support/throwaway-data'

let folder: string
const users: ChildProcess[] = []

beforeEach(async () => {
  folder = await makeThrowawayData()
})

afterEach(async () => {
  for (const user of users.splice(0)) user.kill('SIGKILL')
  await expectNothingLeft()
  await removeThrowawayData(folder)
})

const home = () => path.join(folder, 'postgres')

function startUser() {
  const user = fork(path.join(__dirname, '../support/hold-lease.ts'), [folder], {
    execArgv: ['--import', 'tsx'],
  })
  users.push(user)
  return user
}

async function addressFor(user: ChildProcess): Promise<string> {
  const [address] = (await once(user, 'message')) as [string]
  return address
}

/** Everything whose command line names the data directory: keeper, guard and server, wherever the cluster lies. */
async function processes(): Promise<{ pid: number; command: string }[]> {
  const cluster = await realpath(path.join(home(), 'cluster')).catch(() => home())
  const all = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name) && !users.some((user) => user.pid === Number(name)))
      .map(async (name) => ({
        pid: Number(name),
        command: await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => ''),
      })),
  )
  return all.filter(({ command }) => command.includes(home()) || command.includes(cluster))
}

const expectNothingLeft = () => eventually(async () => expect(await processes()).toEqual([]))

async function keeperPid(): Promise<number> {
  return (JSON.parse(await readFile(path.join(home(), 'keeper.json'), 'utf8')) as { pid: number }).pid
}

async function answers(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query('SELECT current_database() AS name')
  await client.end()
  return rows[0].name === 'portal'
}

it('gives users that start at once one server', async () => {
  const [own, ...others] = await Promise.all([
    useEmbeddedServer(folder),
    addressFor(startUser()),
    addressFor(startUser()),
  ])
  expect(others).toEqual([own.databaseUrl, own.databaseUrl])
  expect(await answers(own.databaseUrl)).toBe(true)
  expect((await processes()).filter(({ command }) => command.includes('keeper'))).toHaveLength(1)
  await own.release()
})

it('keeps the server while anybody uses it, and is down when the last release returns', async () => {
  const first = await useEmbeddedServer(folder)
  const second = await useEmbeddedServer(folder)
  await first.release()
  expect(await answers(second.databaseUrl)).toBe(true)
  await second.release()
  expect(await processes()).toEqual([])
})

it('takes the lease of a killed user back', async () => {
  const user = startUser()
  await addressFor(user)
  expect(await processes()).not.toEqual([])
  user.kill('SIGKILL')
  await expectNothingLeft()
})

it('leaves no server behind when its keeper is killed, tells the users, and starts again', async () => {
  const { databaseUrl, lost } = await useEmbeddedServer(folder)
  process.kill(await keeperPid(), 'SIGKILL')
  await lost
  await expectNothingLeft()
  await expect(answers(databaseUrl)).rejects.toThrow()
  const again = await useEmbeddedServer(folder)
  expect(await answers(again.databaseUrl)).toBe(true)
  await again.release()
})

/** What was listed may have ended by itself since: the server's own processes come and go. */
function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

it('takes over from a server whose keeper and guard were both killed', async () => {
  const { lost } = await useEmbeddedServer(folder)
  const postmaster = Number.parseInt(
    await readFile(path.join(home(), 'cluster/data/postmaster.pid'), 'utf8'),
    10,
  )
  for (const { pid } of await processes()) if (pid !== postmaster) killIfAlive(pid)
  await lost
  expect(isAlive(postmaster)).toBe(true)
  const again = await useEmbeddedServer(folder)
  expect(isAlive(postmaster)).toBe(false)
  expect(await answers(again.databaseUrl)).toBe(true)
  await again.release()
})

it('serves a user who comes while the server is stopping', async () => {
  const first = await useEmbeddedServer(folder)
  const released = first.release()
  const next = await useEmbeddedServer(folder)
  await released
  expect(await answers(next.databaseUrl)).toBe(true)
  await next.release()
})

it('recovers from a first start that was cut short', async () => {
  await mkdir(path.join(home(), 'cluster.unfinished-abc', 'data'), { recursive: true })
  const user = startUser()
  const begun = async () =>
    expect(await readdir(home())).toContainEqual(expect.stringMatching(/unfinished-(?!abc)/))
  await eventually(begun, { everyMilliseconds: 1 })
  user.kill('SIGKILL')
  for (const { pid, command } of await processes())
    if (command.includes('keeper')) process.kill(pid, 'SIGKILL')
  const { databaseUrl, release } = await useEmbeddedServer(folder)
  expect(await answers(databaseUrl)).toBe(true)
  expect((await readdir(home())).filter((name) => name.includes('unfinished'))).toEqual([])
  await release()
})

it('recovers from what a power loss leaves: files that name processes which are something else by now', async () => {
  await (await useEmbeddedServer(folder)).release()
  const stale = { pid: process.pid, port: 1, token: 'stale' }
  await writeFile(path.join(home(), 'keeper.json'), JSON.stringify(stale))
  await writeFile(
    path.join(home(), 'cluster/data/postmaster.pid'),
    `${process.pid}\n${home()}/cluster/data\n`,
  )
  const { databaseUrl, release } = await useEmbeddedServer(folder)
  expect(await answers(databaseUrl)).toBe(true)
  await release()
})
