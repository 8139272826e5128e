import type { ReactNode } from 'react'
import { Option } from './option'

interface RadioChoiceProps<Value extends string> {
  name: string
  legend: string
  values: readonly Value[]
  chosen: Value
  label: (value: Value) => string
  /** What there is to know of the choice, below it. */
  note: ReactNode
}

/** One of a few values, each a button beside its name. */
export function RadioChoice<Value extends string>(props: RadioChoiceProps<Value>) {
  const { name, legend, values, chosen, label, note } = props
  return (
    <fieldset>
      <legend className="mb-1 font-bold">{legend}</legend>
      <div className="flex flex-wrap gap-x-8">
        {values.map((value) => (
          <Option key={value} type="radio" name={name} value={value} defaultChecked={value === chosen}>
            {label(value)}
          </Option>
        ))}
      </div>
      <p className="text-14 text-quiet">{note}</p>
    </fieldset>
  )
}
