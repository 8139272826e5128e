'use client'

import { useTranslations } from 'next-intl'
import type { MouseEvent } from 'react'
import { buttonClass } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import type { JapanDate } from '@/lib/time/japan-time'
import type { PeriodShortcut } from '@/lib/usage/shortcuts'

export interface ShortcutChoice {
  shortcut: PeriodShortcut
  /** Absent where it has no day yet. */
  days?: { startDate: JapanDate; endDate: JapanDate }
}

/** Fills whole days into the form that it stands in; nothing is searched before a search is pressed. */
export function PeriodShortcuts({ choices }: { choices: ShortcutChoice[] }) {
  const t = useTranslations('usage.shortcuts')
  function fill(event: MouseEvent<HTMLAnchorElement>, days: object) {
    const form = event.currentTarget.closest('form')
    if (!form || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const values = { ...days, startHour: '0', endHour: '23' }
    for (const [name, value] of Object.entries(values)) {
      const control = form.elements.namedItem(name)
      if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) control.value = value
    }
    form.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (
    <ul aria-label={t('title')} className="flex flex-wrap gap-2">
      {choices.map(({ shortcut, days }) => (
        <li key={shortcut}>
          {days ? (
            <a
              href={paths.usage({ shortcut })}
              onClick={(event) => fill(event, days)}
              className={buttonClass('outline', 'min-h-10 px-4')}
            >
              {t(shortcut)}
            </a>
          ) : (
            <span className="inline-flex min-h-10 items-center px-4 text-14 text-quiet">{t('noDayYet')}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
