import { execFileSync } from 'node:child_process'
import { createWriteStream, openSync, closeSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { startCli } from '@/tests/support/cli'
import { useImports } from '@/tests/support/imports'
import { emptyUsage, goodFiles, importArgs, largeFiles } from '@/tests/support/usage-files'

const { pool, databaseUrl, write, folder } = useImports()

beforeEach(() => emptyUsage(pool()))

let pipes = 0
function makePipe(): string {
  const name = path.join(folder(), `pipe-${++pipes}`)
  execFileSync('mkfifo', [name])
  return name
}

/** Until the command has read what comes before a pipe. */
const untilReading = (child: ReturnType<typeof startCli>['child'], name: string) =>
  new Promise<void>((resolve) => {
    let told = ''
    child.stderr!.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      if (told.includes(name)) resolve()
    })
  })

/** Milliseconds from a signal to the end of a command. */
async function endBy(signal: NodeJS.Signals, { child, ended }: ReturnType<typeof startCli>) {
  const start = performance.now()
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  const { code } = await ended
  clearTimeout(timer)
  return { code, isSoon: performance.now() - start < 1_000 }
}

describe.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends an import within a second, with exit code 130',
  (signal) => {
    it('while the writer of a pipe stalls', async () => {
      const { calls, destinations } = goodFiles()
      const files = await write({ calls, destinations })
      const pipe = makePipe()
      const command = startCli(databaseUrl(), importArgs({ ...files, destinations: pipe }))
      const writer = createWriteStream(pipe)
      writer.write(String(destinations).slice(0, -10))
      await untilReading(command.child, pipe)
      await pause(300)
      expect(await endBy(signal, command)).toEqual({ code: 130, isSoon: true })
      writer.on('error', () => {}).end()
    })

    it('while a pipe has no writer', async () => {
      const pipe = makePipe()
      const command = startCli(databaseUrl(), importArgs({ ...(await write(goodFiles())), calls: pipe }))
      await untilReading(command.child, pipe)
      await pause(300)
      expect(await endBy(signal, command)).toEqual({ code: 130, isSoon: true })
    })
  },
)

test('both files may be pipes, whose writers come late and write in pieces', async () => {
  const { calls, destinations } = largeFiles({ contractNumbers: ['04'], destinations: 5_000, seed: 'pipe' })
  const pipes = { calls: makePipe(), destinations: makePipe() }
  const { child, ended } = startCli(databaseUrl(), importArgs(pipes, '--json'))
  child.stderr!.resume()
  await pause(2_500)
  for (const [pipe, content] of [
    [pipes.calls, Buffer.from(calls)],
    [pipes.destinations, gzipSync(destinations)],
  ] as const) {
    const writer = createWriteStream(pipe)
    const middle = Math.floor(content.length / 2)
    writer.write(content.subarray(0, middle))
    await pause(300)
    await new Promise<void>((resolve) => writer.end(content.subarray(middle), () => resolve()))
  }
  const { code, stdout } = await ended
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    { outcome: 'loaded', import: { destinations: 5_000 } },
  ])
})

test('a writer that ends at once is an empty file', async () => {
  const pipe = makePipe()
  const { child, ended } = startCli(databaseUrl(), importArgs({ ...(await write(goodFiles())), calls: pipe }))
  await untilReading(child, pipe)
  const writer = openSync(pipe, 'w')
  writeSync(writer, '')
  closeSync(writer)
  expect(await ended).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no heading row') })
})

test('a large gzip file is read without a warning of the runtime, zeros behind it or not', async () => {
  const { calls, destinations } = largeFiles({ contractNumbers: ['04'], destinations: 60_000, seed: 'gz' })
  const args = (contents: Buffer) =>
    write({ calls, destinations: contents }).then((files) => importArgs(files, '--quiet'))
  const whole = gzipSync(destinations, { level: 0 })
  expect(await startCli(databaseUrl(), await args(whole)).ended).toMatchObject({ code: 0, stderr: '' })
  const padded = Buffer.concat([whole, Buffer.alloc(1_000_000)])
  expect(await startCli(databaseUrl(), await args(padded)).ended).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Nothing was changed'),
    stderr: '',
  })
})
