import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { settingNames } from '@/lib/env'
import requestLimits from '@/lib/http/request-limits.json'

const root = path.join(__dirname, '../..')
const read = (name: string) => readFileSync(path.join(root, name), 'utf8')

/** The instructions of the Dockerfile, one a line. */
const instructions = read('Dockerfile')
  .replace(/^#.*$/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .map((line) => line.trim())
  .filter(Boolean)
const argumentsOf = (name: string) =>
  instructions.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1))

/** Variables of a process that are no settings of the portal. */
const ofOtherPrograms = ['NODE_ENV', 'NEXT_TELEMETRY_DISABLED']

describe('the image', () => {
  const copied = argumentsOf('COPY')
    .filter((copy) => !copy.startsWith('--from'))
    .flatMap((copy) => copy.split(/\s+/).slice(0, -1))

  test.each(copied)('%s, which is copied, is there, and sent to the builder', (source) => {
    expect(existsSync(path.join(root, source))).toBe(true)
    expect(read('.dockerignore').split('\n')).toContain(`!${source}`)
  })

  test('nothing else is sent to the builder', () => {
    const [first, ...lines] = read('.dockerignore')
      .replace(/^#.*\n/gm, '')
      .trim()
      .split('\n')
    expect(first).toBe('*')
    const sent = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
    expect(sent.sort()).toEqual([...copied].sort())
  })

  test('all that a build is made from is copied, so that the image finds the build that it has made', () => {
    const listed = /const sources = \[([^\]]*)\]/.exec(read('scripts/source-hash.ts'))![1]!
    const sources = [...listed.matchAll(/'([^']+)'/g)].map(([, source]) => source!)
    expect(sources.length).toBeGreaterThan(8)
    for (const source of sources) expect(copied).toContain(source.split('/')[0])
  })

  test('it does not run as root, and its programs are there', () => {
    expect(argumentsOf('USER')).toEqual(['node'])
    expect(instructions.findIndex((line) => line.startsWith('USER'))).toBeLessThan(
      instructions.findIndex((line) => line.startsWith('ENTRYPOINT')),
    )
    const programs = argumentsOf('CMD').flatMap((command) => JSON.parse(command) as string[])
    expect(programs).toEqual(['scripts/start.ts'])
    for (const program of programs) expect(existsSync(path.join(root, program))).toBe(true)
  })

  test('it sets nothing that the portal does not know', () => {
    const names = argumentsOf('ENV').flatMap((line) => [...line.matchAll(/(\w+)=/g)].map(([, name]) => name!))
    expect(names.filter((name) => ![...settingNames, ...ofOtherPrograms].includes(name))).toEqual([])
    expect(argumentsOf('RUN').join()).toContain('env=NEXT_SERVER_ACTIONS_ENCRYPTION_KEY')
    expect(settingNames).toContain('NEXT_SERVER_ACTIONS_ENCRYPTION_KEY')
  })
})

describe('the services of Compose', () => {
  interface Service {
    image: string
    command?: string[]
    environment: Record<string, unknown>
    depends_on?: Record<string, { condition: string }>
  }
  const { services } = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> }
  const { database, ...ours } = services

  test('the database, one migration, a web process and a worker', () => {
    expect(Object.keys(services)).toEqual(['database', 'migration', 'web', 'worker'])
    expect(database!.image).toMatch(/^postgres:1[5-9]/)
    expect(new Set(Object.values(ours).map(({ image }) => image))).toEqual(new Set(['portal']))
  })

  test('they set what the portal knows, and run programs that are there', () => {
    for (const { environment, command = [] } of Object.values(ours)) {
      expect(Object.keys(environment)).toContain('DATABASE_URL')
      expect(Object.keys(environment).filter((name) => !settingNames.includes(name))).toEqual([])
      for (const program of command.filter((word) => word.endsWith('.ts')))
        expect(existsSync(path.join(root, program))).toBe(true)
    }
  })

  test('nothing serves or works before the migrations are applied', () => {
    for (const name of ['web', 'worker'])
      expect(services[name]!.depends_on).toEqual({
        migration: { condition: 'service_completed_successfully' },
      })
  })
})

describe('the units of systemd', () => {
  const folder = 'deploy/systemd'
  test.each(readdirSync(path.join(root, folder)))(
    '%s runs a program that is there, and not as root',
    (name) => {
      const unit = read(path.join(folder, name))
      expect(unit).toMatch(/^User=portal$/m)
      expect(unit).toMatch(/^NoNewPrivileges=yes$/m)
      const command = /^ExecStart=(.+)$/m.exec(unit)![1]!
      expect(existsSync(path.join(root, command.split(' ').at(-1)!))).toBe(true)
      const set = [...command.matchAll(/([A-Z_]+)=/g)].map(([, variable]) => variable!)
      expect(set.filter((variable) => !settingNames.includes(variable))).toEqual([])
    },
  )
})

describe('the settings of nginx', () => {
  const settings = read('deploy/nginx/portal.conf')

  test.each([
    ['its largest body is the portal’s', `client_max_body_size ${requestLimits.importBodyBytesMax};`],
    ['the client’s address is written anew', 'proxy_set_header X-Forwarded-For $remote_addr;'],
    ['the host is as the browser sent it', 'proxy_set_header Host $http_host;'],
    ['and no other host is believed', 'proxy_set_header X-Forwarded-Host "";'],
    ['files are sent as they are made', 'proxy_buffering off;'],
  ])('%s', (_name, line) => expect(settings).toContain(line))

  test('no form is sent twice, and no address with a search in it is logged', () => {
    expect(settings).not.toContain('non_idempotent')
    expect(settings).not.toMatch(/\$request |\$request_uri '|\$args|\$query_string/)
    expect(settings).not.toContain('keepalive')
  })
})
