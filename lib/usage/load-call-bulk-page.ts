import type { RecordAccess } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import type { CallDestinations } from './call-destinations'
import { callSets, type CallSet } from './call-sets'
import { countCall, type CountedCall } from './count-call'
import { targetScope } from './download-target'
import { readFileFacts, type FileFacts } from './file-offer'
import { outputFit } from './outputs'

/** What a bulk export of a call's destinations would hold, all of one moment of the data. */
export interface CallBulkPage extends CountedCall {
  asOf: Date
  fit: ReturnType<typeof outputFit>
  /** Where they are too many for one: the bulk exports that together hold them. */
  sets?: CallSet[]
  /** Of its files. */
  file: FileFacts
}

/** Counts destinations of a call of the user's own contract, all of them or those of a range, for a bulk export. */
export function loadCallBulkPage(
  user: RecordAccess,
  call: CallDestinations,
  now: Date,
): Promise<CallBulkPage> {
  return getPrisma().$transaction(
    async (db) => {
      const counted = await countCall(user, call, db)
      const { records } = counted.totals
      const fit = outputFit(records, 'bulk')
      const sets = fit === 'tooMany' ? await callSets(user, call, db) : undefined
      const file = await readFileFacts(targetScope(user, { call }), records, 'bulk', db)
      return { ...counted, asOf: now, fit, sets, file }
    },
    { isolationLevel: 'RepeatableRead' },
  )
}
