import { getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { exportBody } from '@/lib/api/schemas'
import type { AccountUser } from '@/lib/auth/account-user'
import { PortalError } from '@/lib/errors'
import { ParameterError } from '../parameter-error'
import { readSearch } from '../read-search'

/**
 * Reads what a bulk set is asked for with, but for the language of its mail.
 * @throws PortalError `mediaTypeUnknown`, `bodyNotJson`, or what `readSearch` throws.
 */
export async function readOrder(request: NextRequest, user: AccountUser) {
  if (!/^application\/json(?:\s*;|$)/i.test(request.headers.get('content-type') ?? ''))
    throw new PortalError({ code: 'mediaTypeUnknown' })
  const body = exportBody.safeParse(await readJson(request), { reportInput: true })
  if (!body.success) throw new ParameterError(await describeIssues(body.error.issues))
  const { startHour, endHour, encoding, formulas, names: withNames, replace, ...asked } = body.data
  const search = await readSearch(user, {
    ...asked,
    startHour: String(startHour),
    endHour: String(endHour),
    output: 'bulk',
  })
  return { search, encoding, formulas, withNames, replace }
}

async function readJson(request: NextRequest): Promise<unknown> {
  try {
    return await request.json()
  } catch (error) {
    throw new PortalError({ code: 'bodyNotJson' }, { cause: error })
  }
}

async function describeIssues(issues: z.core.$ZodIssue[]) {
  const t = await getTranslations('api.problems')
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((parameter) => ({
        parameter,
        code: 'unknownParameter',
        detail: t('unknownParameter', { parameter }),
      }))
    const parameter = String(issue.path[0] ?? '')
    const code = issue.code === 'invalid_type' && issue.input === undefined ? 'required' : 'unknownValue'
    return [{ parameter, code, detail: t(parameter === '' ? 'noObject' : code, { parameter }) }]
  })
}
