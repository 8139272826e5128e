'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { AddressForm } from '@/components/form/address-form'
import { HiddenFields } from '@/components/form/hidden-fields'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { defaultFormulaChoice } from '@/lib/files/formula-choice'
import { paths } from '@/lib/paths'
import type { FileOffer } from '@/lib/usage/file-offer'
import { EncodingChoice } from './encoding-choice'
import { FormatChoice } from './format-choice'
import { FormulaOption } from './formula-option'
import { NamesOption } from './names-option'

/** From one question to the next: ever longer, up to the second. */
const askMilliseconds = 700
const askMillisecondsMax = 5_000
/** After so long without a trace on the server the download has not begun. */
const silentMilliseconds = 20_000

type Progress = 'none' | 'making' | 'completed' | 'broken' | 'notBegun'

interface DownloadFormProps {
  /** The address of the file. */
  action: string
  /** The parameters of the search, besides the choices of the file. */
  parameters: Record<string, string>
  file: FileOffer
}

/**
 * Takes a file. The browser saves it by itself; the server tells how far it is, so that this page can say 作成中 and
 * 完了 without holding the file.
 */
export function DownloadForm({ action, parameters, file }: DownloadFormProps) {
  const t = useTranslations('usage.download')
  const ticket = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [progress, setProgress] = useState<Progress>('none')
  useEffect(() => () => clearTimeout(timer.current), [])

  function begin() {
    clearTimeout(timer.current)
    ticket.current!.value = newTicket()
    setProgress('making')
    watch(ticket.current!.value, askMilliseconds, 0)
  }

  /** @param silent for how many milliseconds the server has known nothing of the download. */
  function watch(watched: string, pause: number, silent: number) {
    timer.current = setTimeout(() => {
      void stateOf(watched).then((state) => {
        if (ticket.current?.value !== watched) return
        const stillSilent = state === 'making' ? 0 : silent + pause
        if (state === 'completed' || state === 'broken') setProgress(state)
        else if (state === 'signedOut' || stillSilent > silentMilliseconds) setProgress('notBegun')
        else watch(watched, Math.min(pause + askMilliseconds, askMillisecondsMax), stillSilent)
      })
    }, pause)
  }

  return (
    <AddressForm
      action={action}
      onSubmit={begin}
      aria-label={t('title')}
      className="group/download flex flex-col gap-4 print:hidden"
    >
      <HiddenFields fields={parameters} />
      {/* With a value of its own React would put that back when it renders again, before the form is sent. */}
      <input ref={ticket} type="hidden" name="ticket" />
      <FormatChoice chosen={file.format} />
      {/* What a workbook does not have goes from sight, without JavaScript too. */}
      <div className="group-has-[[value=xlsx]:checked]/download:hidden">
        <EncodingChoice
          chosen={file.encoding}
          charactersLost={file.charactersLost}
          nameCharactersLost={file.nameCharactersLost}
        />
      </div>
      <NamesOption chosen={file.withNames} isNamed={file.isNamed} />
      <div className="group-has-[[value=xlsx]:checked]/download:hidden">
        <FormulaOption chosen={defaultFormulaChoice} />
      </div>
      <p>
        <Button>{t('submit')}</Button>
      </p>
      <div role="status" className="empty:sr-only">
        {progress !== 'none' && <Notice kind={noticeOf[progress]}>{t(`progress.${progress}`)}</Notice>}
      </div>
    </AddressForm>
  )
}

const noticeOf = {
  making: 'information',
  completed: 'success',
  broken: 'error',
  notBegun: 'error',
} as const

/** How the server says that the download stands; a question that got no answer counts as none. */
async function stateOf(ticket: string): Promise<string> {
  try {
    const response = await fetch(paths.downloadState({ ticket }))
    return ((await response.json()) as { state: string }).state
  } catch {
    return 'unknown'
  }
}

/** A UUID of version 4. `crypto.randomUUID` is there on https alone. */
function newTicket(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
