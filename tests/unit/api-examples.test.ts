import { execFile } from 'node:child_process'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { apiExamples } from '@/lib/api/examples'
import { apiBase } from '@/lib/api-paths'

const set = `${apiBase}/exports/6f1c7c5e-0d7e-4d0a-9a55-5f4a8f2a1c01`

type Answer = (response: ServerResponse) => void
const withState =
  (state: string, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { Location: set }).end(JSON.stringify({ id: '1', state }))
const withStatus =
  (status: number): Answer =>
  (response) =>
    response.writeHead(status).end('{}')

let server: Server | undefined
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'api-example-'))
  await writeFile(path.join(folder, 'bizfax-key.txt'), 'Authorization: Bearer x\n')
  // Of an earlier run.
  await writeFile(path.join(folder, 'set.json'), '{"state":"ready"}')
})
afterEach(async () => {
  server?.closeAllConnections()
  server?.close()
  await rm(folder, { recursive: true })
})

/** Runs the example without its pauses against a portal that answers so, one after the other, the last again and again. */
async function runAgainst(answers: Answer[]): Promise<{ isDone: boolean; asked: string[] }> {
  const asked: string[] = []
  const rest = [...answers]
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const isFile = /zip$|json$/.test(request.url!)
    if (isFile) response.setHeader('Content-Disposition', `attachment; filename="${asked.length}"`).end('x')
    else (rest.length > 1 ? rest.shift() : rest[0])!(response)
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  const BIZFAX_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const script = `sleep() { :; }\n${apiExamples.bulk}`
  const isDone = await new Promise<boolean>((resolve) =>
    execFile(
      'bash',
      ['-c', script],
      { cwd: folder, env: { ...process.env, BIZFAX_URL }, timeout: 20_000 },
      (error) => resolve(error === null),
    ),
  )
  return { isDone, asked }
}

test('the example of a bulk set waits until it is ready, and takes its files', async () => {
  const { isDone, asked } = await runAgainst([
    withState('waiting', 202),
    withState('waiting'),
    withState('running'),
    withState('ready'),
  ])
  expect(isDone).toBe(true)
  expect(asked).toEqual([
    `POST ${apiBase}/exports`,
    ...Array(3).fill(`GET ${set}`),
    `GET ${set}/zip`,
    `GET ${set}/manifest.json`,
  ])
})

test.each<[string, Answer[], number]>([
  ['there is one already (409)', [withStatus(409)], 1],
  ['its key opens nothing (401)', [withStatus(401)], 1],
  ['it fails', [withState('waiting', 202), withState('failed')], 2],
  ['somebody cancels it', [withState('waiting', 202), withState('running'), withState('cancelled')], 3],
  ['its time is up', [withState('waiting', 202), withState('expired')], 2],
  ['somebody deletes it (404)', [withState('waiting', 202), withState('running'), withStatus(404)], 3],
])('the example of a bulk set ends, and says so, where %s', async (_, answers, requests) => {
  const { isDone, asked } = await runAgainst(answers)
  expect(isDone).toBe(false)
  expect(asked).toHaveLength(requests)
})
