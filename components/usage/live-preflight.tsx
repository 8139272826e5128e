'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { paths } from '@/lib/paths'
import { usageAddressFields, usageSearchParameters } from '@/lib/usage/search'
import { parsePreflight, type PreflightAnswer } from './preflight-answer'
import { PreflightView } from './preflight-view'

/** Long enough for a person who still changes the period. */
const pauseMilliseconds = 300

/** What the form's values would give. It follows them as they change; without JavaScript it is renewed on submit. */
export function LivePreflight({ initial, isFolded }: { initial?: PreflightAnswer; isFolded: boolean }) {
  const t = useTranslations('usage.preflight')
  const place = useRef<HTMLDivElement>(null)
  const [answer, setAnswer] = useState(initial)
  const [waiting, setWaiting] = useState<'no' | 'yes' | 'failed'>('no')
  const [isOpen, setIsOpen] = useState(!isFolded)

  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let request: AbortController | undefined
    let shown = initial?.state === 'counted' ? parametersOf(usageSearchParameters(initial.search)) : ''

    async function update(asked: string) {
      request = new AbortController()
      const { signal } = request
      try {
        const response = await fetch(paths.preflight(Object.fromEntries(new URLSearchParams(asked))), {
          signal,
        })
        if (!response.ok && response.status !== 401) throw new Error(String(response.status))
        setAnswer(parsePreflight(await response.text()))
        setWaiting('no')
      } catch {
        if (signal.aborted) return
        // Figures of another period would stand beside this one.
        setAnswer(undefined)
        setWaiting('failed')
      }
    }
    function follow() {
      const asked = parametersOf(
        Object.fromEntries([...new FormData(form!)].map(([name, value]) => [name, String(value)])),
      )
      if (asked === shown) return
      shown = asked
      setIsOpen(true)
      setWaiting('yes')
      clearTimeout(timer)
      request?.abort()
      timer = setTimeout(() => void update(asked), pauseMilliseconds)
    }
    // A browser that goes back fills in what was chosen before.
    if (initial) follow()
    form.addEventListener('input', follow)
    return () => {
      form.removeEventListener('input', follow)
      clearTimeout(timer)
      request?.abort()
    }
  }, [initial])

  const said = () => {
    if (waiting === 'failed') return t('failed')
    if (waiting === 'yes' || !answer) return ''
    if (answer.state === 'signedOut') return t('signedOut')
    if (answer.state === 'refused') return answer.messages.join(' ')
    const { call, destination } = answer.preflight
    return t('summary', { calls: call.totals.records, destinations: destination.totals.records })
  }
  return (
    <div ref={place}>
      <div className="flex flex-wrap items-baseline gap-x-3">
        {/* Of a form that was refused there is nothing to say until it is changed. */}
        {(answer || waiting !== 'no') && <h2 className="text-20 font-bold">{t('title')}</h2>}
        {waiting === 'yes' && <p>{t('updating')}</p>}
        {/* Read out once a change: what is said meanwhile stands outside. */}
        <p role="status" className="tabular-nums">
          {said()}
        </p>
      </div>
      {answer?.state === 'counted' && (
        <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
          <summary className="cursor-pointer py-1">{t('details')}</summary>
          <div aria-busy={waiting === 'yes'} className={waiting === 'no' ? 'mt-2' : 'mt-2 opacity-60'}>
            <PreflightView search={answer.search} preflight={answer.preflight} />
          </div>
        </details>
      )}
    </div>
  )
}

/** Those parameters that a preflight depends on, as one text to compare. */
function parametersOf(values: Record<string, string>): string {
  const fields = usageAddressFields.filter((field) => field !== 'by')
  return new URLSearchParams(fields.map((field) => [field, values[field] ?? ''])).toString()
}
