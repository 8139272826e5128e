'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { paths } from '@/lib/paths'

/** The warning comes this long before the session's end. */
const warningSeconds = 120

interface SessionWarningProps {
  /** How long a session holds from the last request. */
  idleSeconds: number
  texts: Record<'title' | 'lead' | 'stay' | 'endedTitle' | 'ended' | 'signIn' | 'close' | 'failed', string>
}

/**
 * Warns before an idle session ends, and lets one stay without losing what was typed. The server is asked before
 * the warning, since another window may have been in use.
 */
export function SessionWarning({ idleSeconds, texts }: SessionWarningProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [state, setState] = useState<'quiet' | 'warned' | 'unreachable' | 'ended'>('quiet')
  const [nextCheck, setNextCheck] = useState(idleSeconds - warningSeconds)
  const pathname = usePathname()
  const query = useSearchParams().toString()
  const here = query ? `${pathname}?${query}` : pathname

  useEffect(() => {
    let timer = setTimeout(check, nextCheck * 1_000)
    async function check() {
      // Where the server cannot be asked, the session may be about to end.
      const secondsLeft = (await askSecondsLeft('GET')) ?? warningSeconds
      if (secondsLeft > warningSeconds + 5) {
        timer = setTimeout(check, (secondsLeft - warningSeconds) * 1_000)
        return
      }
      setState(secondsLeft > 0 ? 'warned' : 'ended')
      if (!dialog.current?.open) dialog.current?.showModal()
      if (secondsLeft > 0) timer = setTimeout(check, (secondsLeft + 1) * 1_000)
    }
    return () => clearTimeout(timer)
  }, [here, nextCheck])

  async function stay() {
    const secondsLeft = await askSecondsLeft('POST')
    if (secondsLeft === undefined) setState('unreachable')
    else if (secondsLeft === 0) setState('ended')
    else {
      setState('quiet')
      dialog.current?.close()
      // Twelve hours may end sooner than the next half hour: then there is no second warning, only the end.
      setNextCheck(secondsLeft > warningSeconds ? secondsLeft - warningSeconds : secondsLeft + 1)
    }
  }

  const isEnded = state === 'ended'
  return (
    <dialog
      ref={dialog}
      aria-labelledby="session-warning-title"
      aria-describedby="session-warning-text"
      className="m-auto max-w-[min(32rem,100%-2rem)] rounded-8 border border-control bg-page p-6 text-ink backdrop:bg-veil print:hidden"
    >
      <h2 id="session-warning-title" className="text-20 font-bold">
        {isEnded ? texts.endedTitle : texts.title}
      </h2>
      <p id="session-warning-text" role="status" className="mt-3">
        {isEnded ? texts.ended : state === 'unreachable' ? texts.failed : texts.lead}
      </p>
      <p className="mt-6 flex flex-wrap gap-4">
        {isEnded ? (
          <>
            <a href={paths.login({ next: here })} className={buttonClass('solid')}>
              {texts.signIn}
            </a>
            <Button type="button" variant="outline" onClick={() => dialog.current?.close()}>
              {texts.close}
            </Button>
          </>
        ) : (
          <Button type="button" onClick={stay}>
            {texts.stay}
          </Button>
        )}
      </p>
    </dialog>
  )
}

/** 0 where the session has ended, undefined where the server did not answer. POST keeps the session. */
async function askSecondsLeft(method: 'GET' | 'POST'): Promise<number | undefined> {
  try {
    const response = await fetch(paths.session(), { method })
    const { secondsLeft } = (await response.json()) as { secondsLeft: number }
    return secondsLeft
  } catch {
    return undefined
  }
}
