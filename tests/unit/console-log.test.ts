import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from '@/lib/env'

const root = path.resolve(__dirname, '../..')

test('what a package prints is a JSON line of the log, without colours, at its own level', async () => {
  const script = `
    const { logConsole } = require('${path.join(root, 'lib/console-log.ts')}')
    logConsole()
    console.error('\\u001b[31m⨯\\u001b[39m', new Error('broken'))
    console.warn('careful %s', 'there')
    console.log('ready')`
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--eval', script],
    { cwd: root, env: childEnvironment({ NODE_ENV: 'production' }) },
  )
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: number; msg: string })
  expect(stdout).toBe('')
  expect(lines.map(({ level }) => level)).toEqual([50, 40, 30])
  expect(lines[0]!.msg).toMatch(/^⨯ Error: broken\n +at /)
  expect(lines[1]!.msg).toBe('careful there')
})
