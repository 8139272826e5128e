import { execFileSync } from 'node:child_process'
import os from 'node:os'
import { Client } from 'pg'
import { checkout } from '@/scripts/checkout'
import { textTable } from '@/tests/support/text-table'
import { holds, type Figure } from './measure'

/** Where and of what the figures were taken. */
export interface Machine {
  date: string
  commit: string
  cpu: string
  cores: number
  memoryGiB: number
  node: string
  postgres: string
}

export async function describeMachine(databaseUrl: string): Promise<Machine> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
  await client.end()
  return {
    date: new Date().toISOString(),
    commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') ? ' (changed)' : ''),
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    postgres: rows[0]!.server_version,
  }
}

/** What git says of the checkout; nothing where there is none. */
function git(...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: checkout,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return ''
  }
}

const headings = ['what', 'A', 'B', 'figure', 'allowed', 'ok?']

/** The figures as a table for a terminal. */
export function formatTable(figures: readonly Figure[]): string {
  return textTable([headings, ...figures.map(cellsOf)])
}

function cellsOf(figure: Figure): string[] {
  const { what, a, b, unit, allowed, value } = figure
  const side = ({ label, value }: Figure['a']) => `${label} ${rounded(value)} ${unit}`
  const limit = !allowed ? '' : 'atMost' in allowed ? `≤ ${allowed.atMost}` : `≥ ${allowed.atLeast}`
  const verdict = !allowed ? '' : holds(figure) ? 'yes' : 'NO'
  return [what, side(a), side(b), unit === 'MiB' ? `${rounded(value)} MiB` : value.toFixed(2), limit, verdict]
}

const rounded = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1))
