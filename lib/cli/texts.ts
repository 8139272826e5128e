import { env } from '@/lib/env'
import { translator } from '@/lib/i18n/translator'

/** The commands' words, in the terminal's language. */
export const texts = translator(env.terminalLocale, 'cli')

/** The words of what a command is refused for. */
export const refusalTexts = translator(env.terminalLocale, 'refusals')
