import type { ComponentProps } from 'react'
import { classNames } from './class-names'

const shared =
  'inline-flex min-h-12 items-center justify-center rounded-8 px-6 py-2 text-center text-16 leading-snug font-bold underline-offset-[3px] hover:underline'

const variants = {
  solid: 'bg-key-900 text-white hover:bg-key-1000 active:bg-key-1200',
  outline: 'border border-key-900 bg-white text-key-900 hover:bg-key-100 active:bg-key-200',
}

export type ButtonVariant = keyof typeof variants

/** The look of a button, also for a link that acts as one. */
export const buttonClass = (variant: ButtonVariant, className?: string) =>
  classNames(shared, variants[variant], className)

export function Button({
  variant = 'solid',
  className,
  ...rest
}: ComponentProps<'button'> & { variant?: ButtonVariant }) {
  return <button type="submit" className={buttonClass(variant, className)} {...rest} />
}
