import type { JapanDate } from './japan-time'

/** A day as screens and files write it: `2014/07/06`. */
export const dateText = (date: JapanDate): string => date.replaceAll('-', '/')
