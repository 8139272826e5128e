import { refusalAnswer, refusalText, type RequestRefusal } from '@/lib/errors'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { paths } from '@/lib/paths'

export const problemType = 'application/problem+json'

/** What is wrong with one parameter, or with one member of a body. */
export interface ParameterProblem {
  parameter: string
  code: string
  detail: string
}

/** Why a program's request was refused (RFC 9457). What the refusal names besides its code are members too. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  [member: string]: unknown
}

/** Where the help speaks of errors. */
const errorsInHelp = `${paths.help('api')}#errors`

type ProblemTitle = 'wrong' | 'key' | 'forbidden' | 'unknown' | 'notDone' | 'tooMuch' | 'later' | 'failed'

const titles: Record<number, ProblemTitle> = {
  401: 'key',
  403: 'forbidden',
  404: 'unknown',
  409: 'notDone',
  422: 'notDone',
  413: 'tooMuch',
  429: 'later',
  503: 'later',
  500: 'failed',
}

const titleOf = (status: number, locale: Locale) =>
  translator(locale, 'programs')(`titles.${titles[status] ?? 'wrong'}`)

/** A refusal as a problem, in the language of the request: in words for programs where pages have others. */
export function problemOf(refusal: RequestRefusal, locale: Locale): Problem {
  const { code, ...values } = refusal
  const { status } = refusalAnswer(refusal)
  const t = translator(locale, 'programs')
  const ownWords = `refusals.${code}` as 'refusals.notFound'
  const detail = t.has(ownWords) ? t(ownWords) : refusalText(translator(locale, 'refusals'), refusal)
  return { type: errorsInHelp, title: titleOf(status, locale), status, detail, code, ...values }
}

/** An unexpected error as a problem. @param id under which the log has it. */
export function failureProblem(id: string, locale: Locale): Problem {
  const t = translator(locale, 'programs')
  const detail = t('failed', { id })
  return { type: errorsInHelp, title: titleOf(500, locale), status: 500, detail, code: 'unexpected', id }
}
