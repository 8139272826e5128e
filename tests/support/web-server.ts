import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { buildPortal } from '@/scripts/build-portal'
import { readLocalSecret } from '@/scripts/local-secret'
import { PortTakenError, runServer } from '@/scripts/run-server'
import { findFreePort } from '@/scripts/embedded/free-port'

const run = promisify(execFile)

export interface WebServer {
  url: URL
  pid: number
  stop(): Promise<void>
}

/** A web process of its own on the database of the portal under test, for a test that would disturb the others. */
export async function startWebServer(variables: Record<string, string> = {}): Promise<WebServer> {
  const dataDirectory = process.env.PORTAL_TEST_DATA!
  const port = await findFreePort()
  const authUrl = `http://localhost:${port}`
  const settings = {
    build: await buildPortal(),
    port,
    databaseUrl: process.env.PORTAL_TEST_DATABASE!,
    dataDirectory,
    authSecret: await readLocalSecret(dataDirectory),
    authUrl,
    variables: { WORKER: 'off', PORTAL_DEMO: 'on', ...variables },
  }
  try {
    const server = await runServer(settings)
    return { url: new URL(authUrl), pid: server.pid, stop: server.stop }
  } catch (error) {
    if (error instanceof PortTakenError) return startWebServer(variables)
    throw error
  }
}

/** Gives a process no more descriptors than a service usually has. */
export async function limitDescriptors(pid: number, count: number): Promise<void> {
  await run('prlimit', ['--pid', String(pid), `--nofile=${count}`])
}

/** How many descriptors a process has open. */
export const openDescriptors = async (pid: number) => (await readdir(`/proc/${pid}/fd`)).length

/** How much memory a process has, in MiB. */
export async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1_024
}
