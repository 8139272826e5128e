import type { ReactNode } from 'react'

interface CheckOptionProps {
  name: string
  value: string
  isChosen: boolean
  label: string
  /** What there is to know of it, below it. */
  note: ReactNode
}

/** Something that is done only where it is asked for. */
export function CheckOption({ name, value, isChosen, label, note }: CheckOptionProps) {
  const noteId = `${name}-note`
  return (
    <div>
      <label className="inline-flex min-h-11 items-center gap-2">
        <input
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={isChosen}
          aria-describedby={noteId}
          className="size-5 accent-key"
        />
        {label}
      </label>
      <p id={noteId} className="text-14 text-quiet">
        {note}
      </p>
    </div>
  )
}
