import { openDescriptors, residentMemory } from '@/tests/support/web-server'
import type { ServedPortal } from './served-portal'

/** What a process that lives through the run has at a moment. */
interface Sample {
  minute: number
  mebibytes: number
  descriptors: number
}

const sampleMilliseconds = 5_000
/** The last fifth of a soak may have so much more memory than the second, in the middle of each. */
const memoryGrowthMax = 0.2
const memoryMebibytesMore = 48
/** And so many more descriptors: some are busy at each look. */
const descriptorsMore = 15

/** Watches the processes that no fault kills: the first web process and the first worker. */
export function watchProcesses({ webs, workers }: ServedPortal) {
  const watched = [webs[0]!.process, workers[0]!]
  const samples = new Map<string, Sample[]>(watched.map(({ name }) => [name, []]))
  const from = performance.now()
  const look = async () => {
    for (const { name, pid } of watched) {
      const minute = (performance.now() - from) / 60_000
      const [mebibytes, descriptors] = [await residentMemory(pid), await openDescriptors(pid)]
      samples.get(name)!.push({ minute, mebibytes, descriptors })
    }
  }
  const timer = setInterval(() => void look().catch(() => undefined), sampleMilliseconds)
  return {
    end: () => clearInterval(timer),
    /** A table over time, and what has grown. */
    report(): { lines: string[]; problems: string[] } {
      const lines: string[] = []
      const problems: string[] = []
      for (const [name, all] of samples) {
        const fifths = Array.from({ length: 5 }, (_, nth) =>
          all.slice(Math.floor((all.length * nth) / 5), Math.floor((all.length * (nth + 1)) / 5)),
        )
        const middles = fifths.map((part) => ({
          minute: part.at(-1)?.minute ?? 0,
          mebibytes: median(part.map(({ mebibytes }) => mebibytes)),
          descriptors: median(part.map(({ descriptors }) => descriptors)),
        }))
        for (const { minute, mebibytes, descriptors } of middles)
          lines.push(
            `${name} to minute ${minute.toFixed(1)}: ${mebibytes.toFixed(0)} MiB, ${descriptors} descriptors`,
          )
        const [, second, , , last] = middles as [Sample, Sample, Sample, Sample, Sample]
        if (last.mebibytes > second.mebibytes * (1 + memoryGrowthMax) + memoryMebibytesMore)
          problems.push(
            `${name} has grown from ${second.mebibytes.toFixed(0)} to ${last.mebibytes.toFixed(0)} MiB`,
          )
        if (last.descriptors > second.descriptors + descriptorsMore)
          problems.push(`${name} has ${last.descriptors} descriptors open, before ${second.descriptors}`)
      }
      return { lines, problems }
    },
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
