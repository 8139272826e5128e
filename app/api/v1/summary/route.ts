import { z } from 'zod'
import { summaryAnswer, summaryQuery } from '@/lib/api/schemas'
import { requestSource } from '@/lib/auth/request-source'
import { limitedTo } from '@/lib/auth/seen-callers'
import { isoTime } from '@/lib/files/json-values'
import { summarize } from '@/lib/usage/summarize'
import { totalsJson } from '@/lib/usage/totals-json'
import { apiAddress } from '../api-address'
import { taggedJson } from '../json-answer'
import { readQuery } from '../read-search'

/** What a search comes to, without its records. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiAddress({
  GET: async (request, user) => {
    const { search } = await readQuery(request, user, summaryQuery, z.object({}), 'screen')
    const { asOf, totals, days, missingDays } = await summarize(
      user,
      search,
      await requestSource(),
      new Date(),
    )
    const { startDate, startHour, endDate, endHour, by, filter } = search
    const departments = limitedTo(user.callers)
    const found = {
      contractNumber: user.contractNumber,
      departments: departments.length > 0 ? departments : null,
      period: { startDate, startHour, endDate, endHour },
      by,
      filter: filter?.id ?? null,
      completeUntil: days.completeUntil ?? null,
      missingDays,
      totals: { acceptedPages: null, ...totalsJson(totals, by) },
    }
    const answer: z.infer<typeof summaryAnswer> = { ...found, asOf: isoTime(asOf) }
    return taggedJson(request, answer, found)
  },
})
