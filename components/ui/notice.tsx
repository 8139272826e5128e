import type { ReactNode } from 'react'
import { classNames } from './class-names'

const looks = {
  information: 'border-key',
  warning: 'border-warning',
  error: 'border-danger',
  success: 'border-success',
}

const sizes = {
  medium: 'p-4',
  small: 'px-4 py-1 text-14',
}

/** A message that stands out: a bar of colour beside a title and text, so that colour is never all there is. */
export function Notice({
  kind,
  size = 'medium',
  title,
  children,
  ...rest
}: {
  kind: keyof typeof looks
  /** A small one leaves the page to what it is about. */
  size?: keyof typeof sizes
  title?: string
  children?: ReactNode
  role?: 'alert' | 'status'
  id?: string
  tabIndex?: number
}) {
  return (
    <div className={classNames('rounded-8 border border-l-8 bg-page', sizes[size], looks[kind])} {...rest}>
      {title && <p className="font-bold">{title}</p>}
      {children}
    </div>
  )
}
