import { z } from 'zod'
import { summaryAnswer, summaryQuery } from '@/lib/api/schemas'
import { requestSource } from '@/lib/auth/request-source'
import { exactNumber, isoTime } from '@/lib/files/json-values'
import { summarize } from '@/lib/usage/summarize'
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
    const { records, destinations, acceptedPages, sentPages, billedPages, charge } = totals
    const found = {
      contractNumber: user.contractNumber,
      period: { startDate, startHour, endDate, endHour },
      by,
      ...(filter && { filter: filter.id }),
      completeUntil: days.completeUntil ?? null,
      missingDays,
      totals: {
        records,
        destinations: exactNumber(destinations),
        ...(by === 'call' && { acceptedPages: exactNumber(acceptedPages) }),
        sentPages: exactNumber(sentPages),
        billedPages: exactNumber(billedPages),
        charge: exactNumber(charge),
      },
    }
    const answer: z.infer<typeof summaryAnswer> = { ...found, asOf: isoTime(asOf) }
    return taggedJson(request, answer, found)
  },
})
