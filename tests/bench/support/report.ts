import { execFileSync } from 'node:child_process'
import os from 'node:os'
import nextPackage from 'next/package.json'
import { Client } from 'pg'
import { checkout } from '@/scripts/checkout'
import { holds, type Allowed, type Figure } from './measure'

/** Where and of what the figures were taken. */
export interface Machine {
  date: string
  commit: string
  cpu: string
  cores: number
  memoryGiB: number
  node: string
  next: string
  postgres: string
}

export async function describeMachine(databaseUrl: string): Promise<Machine> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
  await client.end()
  return {
    date: new Date().toISOString(),
    commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') ? ', changed' : ''),
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
    next: nextPackage.version,
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

const headings = ['what', 'A', 'B', 'figure', 'allowed', 'kept']

/**
 * What docs/performance.md shows, in Markdown: where and when the figures were taken, how they were asked for, and a table
 * that a terminal shows as well.
 * @param asked the arguments of `npm run bench`.
 */
export function formatReport(machine: Machine, asked: readonly string[], figures: readonly Figure[]): string {
  const { date, commit, cpu, cores, memoryGiB, node, next, postgres } = machine
  const command = ['npm run bench', ...(asked.length > 0 ? ['--'] : []), ...asked].join(' ')
  return `\`${command}\` on ${date.slice(0, 10)}, commit ${commit}:
${cores} cores (${cpu}), ${memoryGiB} GiB, Node.js ${node}, Next.js ${next}, PostgreSQL ${postgres}. Each ratio is the
median of pairs taken in turn.

${markdownTable([headings, ...figures.map(cellsOf)])}
`
}

function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const [head, ...body] = rows
  return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')
}

function cellsOf(figure: Figure): string[] {
  const { what, a, b, unit, value, valueUnit, allowed } = figure
  const side = ({ label, value }: Figure['a']) => `${amount(value, unit)}, ${label}`
  const own = (value: number) => (valueUnit ? amount(value, valueUnit) : value.toFixed(2))
  const limit = (allowed: Allowed) =>
    'atMost' in allowed ? `≤ ${limitText(allowed.atMost)}` : `≥ ${limitText(allowed.atLeast)}`
  const limitText = (value: number) => [value.toLocaleString('en'), valueUnit].filter(Boolean).join(' ')
  return allowed
    ? [what, side(a), side(b), own(value), limit(allowed), holds(figure) ? 'yes' : 'no']
    : [what, side(a), side(b), own(value), 'told', '']
}

const amount = (value: number, unit: string) =>
  `${Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1)} ${unit}`
