import type { Database } from '@/lib/db/prisma'
import { currentRequest } from '@/lib/http/current-request'
import { countEvent } from '@/lib/metrics/counters'

/** Everything that the audit trail notes; each has a name in the message catalogue (`activity.kinds.<kind>`). */
export const eventKinds = [
  'signIn',
  'signInFailure',
  'lock',
  'signOut',
  'sessionEnded',
  'otherSessionsEnded',
  'sessionEndFailure',
  'otpSent',
  'otpNotSent',
  'passwordChanged',
  'passwordChangeFailure',
  'addressChangeStarted',
  'addressChangeFailure',
  'addressChanged',
  'search',
  'callViewed',
  'downloadStarted',
  'downloadCompleted',
  'downloadBroken',
  'statementViewed',
  'statementDownloaded',
  'activityDownloaded',
  'exportRequested',
  'exportReady',
  'exportFailed',
  'exportCancelled',
  'exportDeleted',
  'exportDownloaded',
  'searchSaved',
  'savedSearchRenamed',
  'savedSearchDeleted',
  'savedSearchShared',
  'savedSearchUnshared',
  'numberNamesChanged',
  'numberNamesDownloaded',
  'contractCreated',
  'accountCreated',
  'passwordReset',
  'accountLocked',
  'accountUnlocked',
  'multiFactorSet',
  'addressSet',
  'roleSet',
  'auditPurged',
  'monthClosed',
  'standingExportSet',
  'standingExportEnded',
  'alertSet',
  'alertEnded',
  'alertAddressAdded',
  'alertAddressVerified',
  'alertAddressRemoved',
  'alertMailed',
  'alertWithdrawn',
  'keyCreated',
  'keyRevoked',
  'keyCreationFailure',
] as const
export type EventKind = (typeof eventKinds)[number]

/** Where a request came from. */
export interface RequestSource {
  address: string | null
  userAgent: string | null
}

export interface SecurityEvent {
  kind: EventKind
  at: Date
  /** `user:<userId>`, `key:<name>`, `operator:<name>` or `system`. */
  actor: string
  accountId?: bigint
  contractNumber?: string
  source?: RequestSource
  /** Never a password, code, token or address of mail. */
  detail?: Record<string, string | number | boolean>
}

/** Characters of a browser's name for itself that are kept. */
const userAgentLengthMax = 512

/** The account that an event is about. */
export interface EventUser {
  accountId: bigint
  userId: string
  contractNumber: string
  /** The name of the key by which a program acts for it. */
  keyName?: string
}

/** What all events of a request that a user's own browser or key makes have in common. */
export function eventOf(
  { accountId, userId, contractNumber, keyName }: EventUser,
  source: RequestSource,
  at: Date,
) {
  const actor = keyName === undefined ? `user:${userId}` : `key:${keyName}`
  return { at, actor, accountId, contractNumber, source }
}

/** Where a request came from, as rows keep it. */
export function keptSource({ address, userAgent }: RequestSource) {
  return { sourceAddress: address, userAgent: userAgent?.slice(0, userAgentLengthMax) ?? null }
}

/** Adds a row to the audit trail, in the transaction of what it is about, and counts it among the metrics. */
export async function recordEvent(db: Database, event: SecurityEvent): Promise<void> {
  const { at, kind, actor, accountId, contractNumber, source, detail } = event
  await db.securityEvent.create({
    data: {
      at,
      kind,
      actor,
      accountId: accountId ?? null,
      contractNumber: contractNumber ?? null,
      ...keptSource(source ?? { address: null, userAgent: null }),
      detail: detail ?? {},
      requestId: currentRequest()?.requestId ?? null,
    },
  })
  countEvent(kind)
}
