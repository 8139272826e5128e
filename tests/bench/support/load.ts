import { once } from 'node:events'
import path from 'node:path'
import { checkout } from '@/scripts/checkout'
import { startNode } from '@/scripts/child'
import { PlainError } from '@/lib/plain-error'
import type { Load, LoadResult } from './load-generator'

/** Starts the process that asks. @returns a function that lets it ask, and gives requests a second. */
export function startLoadGenerator(): {
  requestsPerSecond(load: Load): Promise<number>
  stop(): Promise<void>
} {
  const generator = startNode(['--import', 'tsx', path.join(__dirname, 'load-generator.ts')], {
    cwd: checkout,
    variables: {},
    output: 'inherit',
  })
  return {
    async requestsPerSecond(load) {
      generator.process.send(load)
      const answered = once(generator.process, 'message') as Promise<[LoadResult]>
      const ended = generator.ended.then((how): [LoadResult] => [
        { failure: `The load generator ended (${how}).` },
      ])
      const [result] = await Promise.race([answered, ended])
      if ('failure' in result) throw new PlainError(result.failure)
      return load.requests / result.seconds
    },
    stop: generator.stop,
  }
}
