'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, type ComponentProps } from 'react'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'
import type { ExportProgress } from './describe-progress'

const pollMilliseconds = 1_000
/** After so long without progress the page stops asking: asking keeps the session, which is to end when idle. */
const patienceMilliseconds = 10 * 60 * 1_000

/** Browsers draw it in colours of their own unless each of its parts has one. */
const barClass =
  'mt-2 block h-4 w-full max-w-xl appearance-none overflow-hidden rounded-8 border border-control bg-page [&::-moz-progress-bar]:bg-key [&::-webkit-progress-bar]:bg-page [&::-webkit-progress-value]:bg-key'

interface LiveProgressProps {
  progress: ExportProgress
  look: ComponentProps<typeof Notice>['kind']
  /** What the bar is called. */
  label: string
  /** What can be done, of a set that is not being made any more. */
  hint?: string
}

/**
 * How a set stands. One that is being made moves by itself where scripts run, and with the page where not; what is
 * read out of it stays in one place up to its end.
 */
export function LiveProgress({ progress: rendered, look, label, hint }: LiveProgressProps) {
  const [polled, setPolled] = useState(rendered)
  const router = useRouter()
  // A page made anew knows better than what was polled before.
  const [base, setBase] = useState(rendered)
  if (base !== rendered) {
    setBase(rendered)
    setPolled(rendered)
  }
  const { exportId, state } = rendered
  const isBeingMade = hint === undefined

  useEffect(() => {
    if (!isBeingMade) return
    let timer: ReturnType<typeof setTimeout>
    let isOver = false
    let lastKnown = ''
    let lastChangeAt = Date.now()
    async function poll() {
      const progress = await askProgress()
      if (isOver) return
      if (progress?.exportId === exportId && progress.state === state) setPolled(progress)
      else if (progress !== undefined) router.refresh()
      const known = JSON.stringify(progress)
      if (known !== lastKnown) lastChangeAt = Date.now()
      lastKnown = known
      if (Date.now() - lastChangeAt < patienceMilliseconds) timer = setTimeout(poll, pollMilliseconds)
    }
    timer = setTimeout(poll, pollMilliseconds)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [exportId, state, isBeingMade, router])

  const { stateText, progressText, quarterText, recordsDone, recordsTotal } = polled
  return (
    <Notice kind={look}>
      <p role="status" className="text-20 font-bold">
        <span>{stateText}</span> <span className="sr-only">{quarterText}</span>
      </p>
      {isBeingMade && (
        <progress aria-label={label} max={recordsTotal} value={recordsDone} className={barClass} />
      )}
      <p className="mt-1 tabular-nums">{hint ?? progressText}</p>
    </Notice>
  )
}

/** Undefined where the server cannot be asked; null where there is no set, or nobody is signed in, any more. */
async function askProgress(): Promise<ExportProgress | null | undefined> {
  try {
    const response = await fetch(paths.exportState(), { cache: 'no-store' })
    if (response.status >= 500) return undefined
    return response.ok ? ((await response.json()) as ExportProgress | null) : null
  } catch {
    return undefined
  }
}
