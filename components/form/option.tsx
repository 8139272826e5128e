import type { ComponentProps } from 'react'
import { classNames } from '@/components/ui/class-names'

interface OptionProps extends Omit<ComponentProps<'input'>, 'className' | 'size'> {
  type: 'radio' | 'checkbox'
  /** A small one is of a list of many. */
  size?: keyof typeof sizes
}

const sizes = { medium: 'min-h-11 py-2', small: 'min-h-8 py-1' }

/** A button to choose with, beside the first line of what it stands for. */
export function Option({ size = 'medium', children, ...input }: OptionProps) {
  return (
    <label className={classNames('flex w-fit max-w-full items-start gap-2', sizes[size])}>
      <input {...input} className="mt-1 size-5 shrink-0 accent-key" />
      <span className="min-w-0">{children}</span>
    </label>
  )
}
