'use client'

import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { controlClass } from '@/components/form/field'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

export type MadeKeyTexts = Record<'lead' | 'label' | 'copy' | 'copied' | 'notCopied', string>

interface MadeKeyProps {
  title: string
  value: string
  texts: MadeKeyTexts
}

const never = () => () => {}

/** A key that was just made, which no page shows again. It takes the focus: it is to be kept before anything else. */
export function MadeKey({ title, value, texts }: MadeKeyProps) {
  const field = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')
  // Without scripts nothing copies, and over http browsers let no page do it.
  const canCopy = useSyncExternalStore(
    never,
    () => navigator.clipboard !== undefined,
    () => false,
  )
  useEffect(() => field.current?.focus(), [value])
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setSaid(texts.copied),
      () => setSaid(texts.notCopied),
    )
  return (
    <Notice kind="success" title={title}>
      <p id="made-key-lead">{texts.lead}</p>
      <label htmlFor="made-key" className="mt-2 block font-bold">
        {texts.label}
      </label>
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <input
          ref={field}
          id="made-key"
          readOnly
          autoComplete="off"
          spellCheck={false}
          value={value}
          aria-describedby="made-key-lead"
          onFocus={(event) => event.currentTarget.select()}
          className={`${controlClass} max-w-3xl font-mono text-14`}
        />
        {canCopy && (
          <Button type="button" variant="outline" onClick={() => void copy()}>
            {texts.copy}
          </Button>
        )}
        <span role="status">{said}</span>
      </div>
    </Notice>
  )
}
