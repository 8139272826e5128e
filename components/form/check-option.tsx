import type { ReactNode } from 'react'
import { Option } from './option'

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
      <Option type="checkbox" name={name} value={value} defaultChecked={isChosen} aria-describedby={noteId}>
        {label}
      </Option>
      <p id={noteId} className="text-14 text-quiet">
        {note}
      </p>
    </div>
  )
}
