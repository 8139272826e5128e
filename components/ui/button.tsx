import type { ComponentProps } from 'react'
import { classNames } from './class-names'

const shared = [
  'inline-flex items-center justify-center rounded-8 border text-center leading-snug font-bold',
  'underline-offset-[3px] hover:underline aria-disabled:cursor-progress aria-disabled:opacity-60',
].join(' ')

const sizes = {
  medium: 'min-h-12 px-6 py-2 text-16',
  small: 'min-h-9 px-4 py-1 text-14',
}

const variants = {
  // Its border is seen where a reader's own colours take away its ground.
  solid: 'border-transparent bg-key text-on-key hover:bg-key-hover active:bg-key-press',
  outline: 'border-key bg-page text-key hover:bg-tint active:bg-tint-press',
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
