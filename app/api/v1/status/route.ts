import type { z } from 'zod'
import type { statusAnswer } from '@/lib/api/schemas'
import { isoTime } from '@/lib/files/json-values'
import { latestCorrection } from '@/lib/usage/corrections'
import { loadedDaysOf } from '@/lib/usage/loaded-days'
import { apiAddress } from '../api-address'
import { taggedJson } from '../json-answer'

/** Up to when data has arrived. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiAddress({
  GET: async (request, user) => {
    const now = new Date()
    const [{ completeUntil, retainedFrom }, correction] = await Promise.all([
      loadedDaysOf(user.contractNumber, now),
      latestCorrection(now),
    ])
    const answer: z.infer<typeof statusAnswer> = {
      contractNumber: user.contractNumber,
      completeUntil: completeUntil ?? null,
      retainedFrom: retainedFrom ?? null,
      correction: correction ? { date: correction.date, correctedAt: isoTime(correction.correctedAt) } : null,
    }
    return taggedJson(request, answer)
  },
})
