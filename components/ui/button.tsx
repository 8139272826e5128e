import type { ComponentProps } from 'react'
import { classNames } from './class-names'

const shared =
  'inline-flex items-center justify-center rounded-8 text-center leading-snug font-bold underline-offset-[3px] hover:underline'

const sizes = {
  medium: 'min-h-12 px-6 py-2 text-16',
  small: 'min-h-9 px-4 py-1 text-14',
}

const variants = {
  solid: 'bg-key-900 text-white hover:bg-key-1000 active:bg-key-1200',
  outline: 'border border-key-900 bg-white text-key-900 hover:bg-key-100 active:bg-key-200',
}

export type ButtonVariant = keyof typeof variants

/** The look of a button, also for a link that acts as one. */
export const buttonClass = (
  variant: ButtonVariant,
  className?: string,
  size: keyof typeof sizes = 'medium',
) => classNames(shared, sizes[size], variants[variant], className)

export function Button({
  variant = 'solid',
  size,
  className,
  ...rest
}: ComponentProps<'button'> & { variant?: ButtonVariant; size?: keyof typeof sizes }) {
  return <button type="submit" className={buttonClass(variant, className, size)} {...rest} />
}
