import { execFile } from 'node:child_process'
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { childEnvironment } from '@/lib/env'
import { clearedSettings } from '@/tests/support/cleared-settings'
import { makeThrowawayData, removeThrowawayData } from '@/tests/support/throwaway-data'

const root = path.resolve(__dirname, '../..')

/** Runs a file of `folder` as a process of its own. */
function run(file: string, folder: string, changes: Record<string, string | undefined>) {
  const env = { ...childEnvironment({ NODE_ENV: 'development' }), ...changes }
  const command = ['--import', 'tsx', path.join(folder, file)]
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, command, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

test('npm start refuses the demo and an incomplete environment, before it touches anything', async () => {
  const { code, stdout, stderr } = await run('scripts/start.ts', root, {
    ...clearedSettings,
    PORTAL_DEMO: 'on',
    AUTH_URL: 'https://usage.example.com',
  })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^DATABASE_URL must be set/),
    expect.stringMatching(/^AUTH_SECRET must be set/),
    expect.stringMatching(/^RESEND_API_KEY must be set/),
    expect.stringMatching(/^MAIL_FROM must be set/),
    expect.stringMatching(/^TRUSTED_PROXY_HEADER must be set/),
    expect.stringMatching(/^PORTAL_DEMO must not be on/),
  ])
})

test('a web process without its settings ends with one line each', async () => {
  const script = `
    import { demandServerSettings } from '${path.join(root, 'lib/env.ts')}'
    demandServerSettings()
    console.log('serving')`
  const folder = await makeThrowawayData()
  try {
    await writeFile(path.join(folder, 'server.mts'), script)
    const complete = { DATABASE_URL: 'postgresql://portal@127.0.0.1:1/x', AUTH_SECRET: 'x'.repeat(32) }
    const start = (changes: Record<string, string>) =>
      run('server.mts', folder, { ...clearedSettings, ...changes })
    const [bare, whole, build] = await Promise.all([
      start({}),
      start(complete),
      start({ NEXT_PHASE: 'phase-production-build' }),
    ])
    expect(bare).toEqual({
      code: 1,
      stdout: '',
      stderr: 'DATABASE_URL must be set.\nAUTH_SECRET must be set.\n',
    })
    expect([whole.stdout, build.stdout]).toEqual(['serving\n', 'serving\n'])
  } finally {
    await removeThrowawayData(folder)
  }
})

test('the seed loads the database that `.env` names', async () => {
  const data = await makeThrowawayData()
  const copy = path.join(data, 'checkout')
  try {
    await mkdir(copy)
    for (const name of ['lib', 'prisma', 'scripts', 'package.json', 'tsconfig.json'])
      await cp(path.join(root, name), path.join(copy, name), { recursive: true })
    await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
    await writeFile(path.join(copy, '.env'), 'DATABASE_URL=postgresql://portal@127.0.0.1:1/of_the_file\n')
    const { code, stderr } = await run('prisma/seed.ts', copy, { DATABASE_URL: undefined })
    expect(code).toBe(1)
    expect(stderr).toContain('DATABASE_URL: the database at 127.0.0.1:1/of_the_file does not answer')
  } finally {
    await rm(path.join(copy, 'node_modules'), { force: true })
    await removeThrowawayData(data)
  }
})
