import { getLocale, getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { addressParameters } from '@/app/address-parameters'
import { describeSearchProblem } from '@/components/usage/describe-search-problem'
import { unknownParameters } from '@/lib/api/unknown-parameters'
import type { AccountUser } from '@/lib/auth/account-user'
import type { ParameterProblem } from '@/lib/http/problem'
import { unknownParameter } from '@/lib/usage/download-parameters'
import { withFilter } from '@/lib/usage/filters'
import { parseUsageSearch } from '@/lib/usage/parse-search'
import type { AddressParameters, UsageOutput, UsageSearch } from '@/lib/usage/search'
import { usageAddressFields } from '@/lib/usage/search'
import { ParameterError } from './parameter-error'

/**
 * Reads a search of the user's own, and what else the parameters of an address say, by the schema that describes them.
 * Pages read a search by the same rule; here every parameter must be known, since a mistyped one would be ignored.
 * @throws ParameterError naming everything that is wrong; PortalError `notFound` for a filter that is not the account's.
 */
export async function readQuery<Choices extends z.ZodObject>(
  request: NextRequest,
  user: AccountUser,
  known: z.ZodObject,
  choices: Choices,
  output: UsageOutput,
): Promise<{ search: UsageSearch; choices: z.infer<Choices> }> {
  const parameters = addressParameters(request)
  const unknown = unknownParameters(parameters, known)
  const chosen = choices.safeParse(parameters)
  const t = await getTranslations()
  const problems = [
    ...unknown.map((parameter) => ({
      parameter,
      code: 'unknownParameter',
      detail: t('api.problems.unknownParameter', { parameter }),
    })),
    ...(chosen.error?.issues ?? []).map(({ path: [name] }) => {
      const parameter = name as keyof typeof unknownParameter
      return { parameter, code: 'unknownValue', detail: t(`refusals.${unknownParameter[parameter]}`) }
    }),
  ]
  const search = await readSearch(user, { ...parameters, output }, problems)
  return { search, choices: chosen.data! }
}

/**
 * Reads a search from its parameters.
 * @param problems what is wrong beside it.
 * @throws see `readQuery`.
 */
export async function readSearch(
  user: AccountUser,
  parameters: AddressParameters,
  problems: ParameterProblem[] = [],
): Promise<UsageSearch> {
  const own = Object.fromEntries(usageAddressFields.map((field) => [field, parameters[field]]))
  const parsed = parseUsageSearch(own, new Date())
  if (parsed.state === 'accepted' && problems.length === 0) return withFilter(user, parsed.search)
  const [t, locale] = await Promise.all([getTranslations('usage'), getLocale()])
  const ofSearch = parsed.state === 'refused' ? parsed.problems : []
  throw new ParameterError([
    ...problems,
    ...ofSearch.map((problem) => ({
      parameter: problem.field,
      code: problem.code,
      detail: describeSearchProblem(problem, t, locale).message,
    })),
  ])
}
