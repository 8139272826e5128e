import { SingleBar } from 'cli-progress'
import type { ImportProgress, ReadingFile } from '@/lib/ingest/import-progress'
import { showLines } from './progress-line'
import { texts } from './texts'

interface Stage {
  startedAt: number
  records: number
  /** Of the stage, from 0 to 1; undefined where its end is not known. */
  share: () => number | undefined
}

const barScale = 1_000
const barMilliseconds = 200

/**
 * Shows how an import goes: a bar with records, rate and remaining time on a terminal, plain lines elsewhere.
 * `stop` is to be called at the end, however it comes.
 */
export function showImport({ isQuiet }: { isQuiet: boolean }): {
  progress: ImportProgress
  stop: () => void
} {
  const show = showLines({ isQuiet })
  const hasBar = !isQuiet && process.stderr.isTTY
  let bar: SingleBar | undefined
  let stage: Stage | undefined
  let destinations = 0
  let isReadingDestinations = false

  function endStage() {
    bar?.stop()
    bar = undefined
    stage = undefined
  }

  function beginStage(text: string, share: Stage['share']) {
    endStage()
    show.line(text)
    stage = { startedAt: performance.now(), records: 0, share }
    if (!hasBar || share() === undefined) return
    bar = new SingleBar({
      format: '{bar} {percentage}% {told}',
      stream: process.stderr,
      clearOnComplete: true,
      stopOnComplete: false,
      hideCursor: true,
      etaBuffer: 1,
      barsize: 24,
      fps: 1_000 / barMilliseconds,
    })
    bar.start(barScale, 0, { told: '' })
  }

  function tell(records: number) {
    if (!stage) return
    stage.records = records
    const seconds = (performance.now() - stage.startedAt) / 1_000
    const share = stage.share()
    const parts = [texts('load.progress.records', { records })]
    if (seconds > 1) parts.push(texts('load.progress.rate', { rate: Math.round(records / seconds) }))
    if (seconds > 1 && share)
      parts.push(texts('load.progress.remaining', { seconds: Math.ceil((seconds * (1 - share)) / share) }))
    const told = parts.join(', ')
    if (bar) bar.update(Math.floor((share ?? 0) * barScale), { told })
    else show.passing(told)
  }

  const shareRead =
    ({ bytesTotal, bytesRead }: ReadingFile) =>
    () =>
      bytesTotal ? Math.min(bytesRead() / bytesTotal, 1) : undefined

  const progress: ImportProgress = {
    reading(file, source) {
      isReadingDestinations = file === 'destinations'
      beginStage(
        texts('load.progress.reading', { file: texts(`load.files.${file}`), name: source.name }),
        shareRead(source),
      )
    },
    read(records) {
      if (isReadingDestinations) destinations += records
      tell((stage?.records ?? 0) + records)
    },
    waiting() {
      endStage()
      show.line(texts('load.progress.waiting'))
    },
    checking() {
      endStage()
      show.line(texts('load.progress.checking'))
    },
    storing() {
      beginStage(texts('load.progress.storing'), () =>
        destinations > 0 ? (stage?.records ?? 0) / destinations : undefined,
      )
    },
    stored: tell,
    tidying() {
      endStage()
      show.line(texts('load.progress.tidying'))
    },
    untidy: (reason) => show.line(texts('load.progress.untidy', { reason })),
  }
  return {
    progress,
    stop() {
      endStage()
      show.stop()
    },
  }
}
