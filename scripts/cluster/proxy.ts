import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { checkout } from '../checkout'
import type { ServerFolder } from '../embedded/place'
import { findHost } from '../port'
import { makeGuardedPart } from './guarded-part'
import type { Part } from './part'
import { makeFolderForServer, writeForServer } from './server-files'

/** nginx before web processes, not yet started. It answers on all addresses of the machine. */
export async function makeProxy(
  servers: ServerFolder,
  program: string,
  port: number,
  web: Pick<Part, 'port'>[],
): Promise<Part> {
  const { folder, user } = servers
  const listen = (await findHost()) === '::' ? [`${port}`, `[::]:${port}`] : [`${port}`]
  const upstreams = web.map((part) => part.port!)
  await copyRefusals(servers)
  const settings = await writeForServer(servers, 'proxy.conf', await proxySettings(folder, listen, upstreams))
  const errorLog = path.join(folder, 'proxy-errors.log')
  const command = [program, '-p', folder, '-e', errorLog, '-c', settings]
  return makeGuardedPart('proxy', port, command, {
    user,
    logFile: path.join(folder, 'proxy.log'),
    endSignal: 'QUIT',
  })
}

/** What `deploy/nginx/portal.conf` says, without TLS and on ports of one's own. */
async function proxySettings(folder: string, listen: string[], upstreams: number[]): Promise<string> {
  const sample = await readSample()
  const [before, site] = [
    sample.slice(0, sample.indexOf('\nserver {')),
    sample.slice(sample.lastIndexOf('\nserver {')),
  ]
  const servers = upstreams.map((port) => `  server 127.0.0.1:${port} max_fails=1 fail_timeout=5s;\n`)
  return wholeSettings(
    folder,
    before.replace(/( {2}server 127\.0\.0\.1:\d+ .*\n)+/, servers.join('')) +
      site
        .replace(/^ *(listen|ssl_\w+) .*\n/gm, '')
        .replace(/^ *server_name .*\n/m, listen.map((place) => `  listen ${place};\n`).join(''))
        .replace('/etc/nginx/portal', folder)
        .replace(/access_log \S+/, `access_log ${path.join(folder, 'proxy-access.log')}`),
  )
}

/** Puts what nginx answers by itself where its user can read it: the checkout may be closed to that user. */
async function copyRefusals(servers: ServerFolder): Promise<void> {
  const from = path.join(checkout, 'deploy/nginx/refusals')
  await makeFolderForServer(servers, 'refusals')
  for (const name of await readdir(from))
    await writeForServer(servers, `refusals/${name}`, await readFile(path.join(from, name), 'utf8'))
}

/** The sample of a site before the portal's web processes. */
export const readSample = (): Promise<string> =>
  readFile(path.join(checkout, 'deploy/nginx/portal.conf'), 'utf8')

/** A site as all that an nginx of its own needs, whose files are in one folder and whose user is the one that starts it. */
export function wholeSettings(folder: string, site: string): string {
  const place = (name: string) => path.join(folder, name)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${place(`${name}_temp`)};`)
    .join('\n')
  return `daemon off; pid ${place('proxy.pid')}; error_log ${place('proxy-errors.log')};
    worker_processes auto;
    events { worker_connections 4096; }
    http { ${temporary}\n${site} }`
}
