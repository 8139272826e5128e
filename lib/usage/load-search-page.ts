import type { RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { isOneHour, largestCalls, type CallOfHour } from './calls-of-hour'
import { lastChoices } from './last-choices'
import { loadedDaysOf, type LoadedDays } from './loaded-days'
import { targetScope } from './download-target'
import { fileOffer, noFileFacts, readFileFacts, type FileFacts, type FileOffer } from './file-offer'
import { outputFit } from './outputs'
import { parseUsageSearch, proposedValues } from './parse-search'
import { preflight, type Preflight } from './preflight'
import type {
  AddressParameters,
  UsageKind,
  UsageSearch,
  UsageSearchProblem,
  UsageSearchValues,
} from './search'
import { runSearch, type SearchResult } from './run-search'
import { withFilter } from './filters'
import { periodShortcuts, shortcutDays } from './shortcuts'

/** What the page of an address shows. */
export interface SearchPage {
  /** What the form shows. */
  values: UsageSearchValues
  problems: UsageSearchProblem[]
  days: LoadedDays
  /**
   * What the form's values would give; absent where they are no search. Beside a result it has no offers:
   * the answer makes those of the kind that was asked for.
   */
  counted?: { search: UsageSearch; preflight: Record<UsageKind, Preflight> }
  /** What was found, where the address asks for something. */
  result?: SearchResult
  /** Of an hour that no file holds by destination: the calls that most of its destinations are of. */
  largestCalls?: CallOfHour[]
  /** Of a file that can be made. */
  file: FileOffer
}

/**
 * Answers the address of the search page: runs its search of the user's own contract, or says what is wrong with
 * it. An address that asks for nothing yet begins with what the user searched last, with yesterday where that is
 * nothing, and with the days of a shortcut where it names one.
 */
export async function loadSearchPage(
  user: AccountUser,
  parameters: AddressParameters,
  source: RequestSource,
  now: Date,
): Promise<SearchPage> {
  const parsed = parseUsageSearch(parameters, now)
  if (parsed.state === 'refused')
    return { ...parsed, days: await loadedDaysOf(user.contractNumber, now), file: fileOffer({}, noFileFacts) }
  if (parsed.state === 'accepted') {
    const { values } = parsed
    const search = await withFilter(user, parsed.search)
    const [result, last] = await Promise.all([
      runSearch(user, search, source, now),
      search.output === 'screen' ? {} : lastChoices(user, now),
    ])
    const { call, destination } = result.preflight
    const counts = { call: { totals: call.totals }, destination: { totals: destination.totals } }
    return {
      values,
      problems: result.problems,
      days: result.days,
      counted: { search, preflight: counts },
      result,
      largestCalls: isTooLargeHour(search, destination) ? await largestCalls(user, search) : undefined,
      file: fileOffer(last, await searchFacts(user, search, result.preflight[search.by].totals.records)),
    }
  }
  const [last, days] = await Promise.all([lastChoices(user, now), loadedDaysOf(user.contractNumber, now)])
  const file = fileOffer(last, noFileFacts)
  const values = { ...(last.search ?? proposedValues(now)), ...shortcutValues(parameters, now) }
  const proposed = parseUsageSearch(values, now)
  if (proposed.state !== 'accepted') return { values, problems: [], days, file }
  const search = await withFilter(user, proposed.search)
  return {
    values,
    problems: [],
    days,
    counted: { search, preflight: await preflight(user, search, search.output) },
    file,
  }
}

/** What there is to say of a search's file; nothing where there is no file to make. */
async function searchFacts(user: AccountUser, search: UsageSearch, records: number): Promise<FileFacts> {
  if (search.output === 'screen') return noFileFacts
  return readFileFacts(targetScope(user, { search }), records, search.output)
}

const isTooLargeHour = (search: UsageSearch, { totals }: Preflight) =>
  search.by === 'destination' &&
  search.output === 'bulk' &&
  search.filter === undefined &&
  isOneHour(search) &&
  outputFit(totals.records, 'bulk') === 'tooMany'

function shortcutValues(parameters: AddressParameters, now: Date): Partial<UsageSearchValues> {
  const shortcut = periodShortcuts.find((known) => known === parameters.shortcut)
  const days = shortcut && shortcutDays(shortcut, now)
  return days ? { ...days, startHour: '0', endHour: '23' } : {}
}
