import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { beginsFormula } from '@/lib/files/formula-characters'
import type { BadLine } from './bad-line'
import { PortalError } from '@/lib/errors'

/** So many bad lines are told one by one; the rest is counted (spec section 8). */
const badLinesToldMax = 100

/** What is written behind this much waits in memory: then reading waits for the disk. */
const backlogBytesMax = 1_048_576

export interface BadLineList {
  add: (bad: BadLine) => void
  count: () => number
  first: () => readonly BadLine[]
  /** Waits while the report has much to write; to be called now and then, between bad lines. */
  keepUp: () => Promise<void>
  /** Ends the report. @throws PortalError when it could not be written. */
  close: () => Promise<void>
}

const heading = 'file,line,column,reason,value,detail,message'

/** Where all bad lines are written to. */
export interface BadLineReport {
  path: string
  /** Puts a bad line into words, beside its reason, which is for scripts. */
  describe: (bad: BadLine) => string
}

/**
 * Collects bad lines: the first ones, the count of all, and all of them in a CSV file if one is named. The file is
 * written in any case, so that none of an earlier import stays; one that is there is replaced.
 */
export function collectBadLines(report: BadLineReport | undefined): BadLineList {
  const first: BadLine[] = []
  let count = 0
  let failure: Error | undefined
  const stream =
    report && createWriteStream(report.path, { mode: 0o600 }).on('error', (error) => (failure ??= error))
  stream?.write(`\uFEFF${heading}\r\n`)

  function check() {
    if (failure && report)
      throw new PortalError({ code: 'reportUnwritable', file: report.path, reason: failure.message })
  }

  return {
    add(bad) {
      count += 1
      if (first.length < badLinesToldMax) first.push(bad)
      if (report) stream?.write(`${csvLine(bad, report.describe(bad))}\r\n`)
    },
    count: () => count,
    first: () => first,
    async keepUp() {
      if (!stream || stream.writableLength < backlogBytesMax) return check()
      await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(() => undefined)
      check()
    },
    async close() {
      if (stream && !stream.destroyed) {
        stream.end()
        await once(stream, 'close').catch(() => undefined)
      }
      check()
    },
  }
}

function csvLine({ file, line, column, reason, value, detail }: BadLine, message: string): string {
  return [file, line, column ?? '', reason, value, detail ?? '', message]
    .map((field) => csvField(String(field)))
    .join(',')
}

/** Text that a spreadsheet would run as a formula gets an apostrophe before it. */
function csvField(text: string): string {
  const safe = beginsFormula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
