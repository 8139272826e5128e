import type { ReactNode } from 'react'

interface HelpTableProps {
  caption: string
  headings: string[]
  /** The first cell of a row is its heading. */
  rows: { key: string; cells: ReactNode[] }[]
}

const cell = 'border border-line px-1 py-2 min-[26rem]:px-2 sm:px-3 text-left align-top'

/** A table of words: it wraps where a table of records would scroll. */
export function HelpTable({ caption, headings, rows }: HelpTableProps) {
  return (
    <table className="w-full border-collapse text-14 leading-relaxed wrap-anywhere max-sm:tracking-tight min-[22rem]:wrap-break-word">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {headings.map((heading) => (
            <th key={heading} scope="col" className={`${cell} bg-head font-bold`}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...others] }) => (
          <tr key={key} className="break-inside-avoid">
            <th scope="row" className={`${cell} font-bold min-[22rem]:min-w-18 sm:min-w-32`}>
              {first}
            </th>
            {others.map((content, index) => (
              <td key={index} className={`${cell} min-[22rem]:min-w-16`}>
                {content}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
