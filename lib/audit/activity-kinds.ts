import type { EventKind } from './record-event'

const activityGroups = ['signIns', 'failures', 'locks', 'changes', 'searches', 'exports'] as const
/** What a person looks for in the trail: several kinds of event each. */
export type ActivityGroup = (typeof activityGroups)[number]

/** The group of each kind of event that an account can have: a new kind of event finds its place here. */
const groupOfKind: Record<
  Exclude<EventKind, 'contractCreated' | 'auditPurged' | 'monthClosed'>,
  ActivityGroup
> = {
  signIn: 'signIns',
  signOut: 'signIns',
  sessionEnded: 'signIns',
  otherSessionsEnded: 'signIns',
  otpSent: 'signIns',
  signInFailure: 'failures',
  otpNotSent: 'failures',
  passwordChangeFailure: 'failures',
  sessionEndFailure: 'failures',
  keyCreationFailure: 'failures',
  addressChangeFailure: 'failures',
  lock: 'locks',
  accountLocked: 'locks',
  accountUnlocked: 'locks',
  accountCreated: 'changes',
  passwordChanged: 'changes',
  passwordReset: 'changes',
  addressChangeStarted: 'changes',
  addressChanged: 'changes',
  multiFactorSet: 'changes',
  addressSet: 'changes',
  roleSet: 'changes',
  numberNamesChanged: 'changes',
  searchSaved: 'changes',
  savedSearchRenamed: 'changes',
  savedSearchDeleted: 'changes',
  savedSearchShared: 'changes',
  savedSearchUnshared: 'changes',
  keyCreated: 'changes',
  keyRevoked: 'changes',
  search: 'searches',
  callViewed: 'searches',
  downloadStarted: 'searches',
  downloadCompleted: 'searches',
  downloadBroken: 'searches',
  statementViewed: 'searches',
  statementDownloaded: 'searches',
  activityDownloaded: 'searches',
  numberNamesDownloaded: 'searches',
  exportRequested: 'exports',
  exportReady: 'exports',
  exportFailed: 'exports',
  exportCancelled: 'exports',
  exportDeleted: 'exports',
  exportDownloaded: 'exports',
  standingExportSet: 'changes',
  standingExportEnded: 'changes',
  alertSet: 'changes',
  alertEnded: 'changes',
  alertAddressAdded: 'changes',
  alertAddressVerified: 'changes',
  alertAddressRemoved: 'changes',
  alertMailed: 'changes',
  alertWithdrawn: 'changes',
}

export type ActivityKind = keyof typeof groupOfKind

/** Each group with its kinds, as the form offers them. */
export const kindsOfGroup = Object.fromEntries(
  activityGroups.map((group) => [
    group,
    (Object.keys(groupOfKind) as ActivityKind[]).filter((kind) => groupOfKind[kind] === group),
  ]),
) as Record<ActivityGroup, ActivityKind[]>

/** What a filter lets through: everything, a group, or one kind. */
export type ActivityChoice = 'all' | ActivityGroup | ActivityKind

export const isActivityChoice = (value: string): value is ActivityChoice =>
  value === 'all' || Object.hasOwn(kindsOfGroup, value) || Object.hasOwn(groupOfKind, value)

/** The kinds that a choice stands for. */
export function kindsOf(choice: Exclude<ActivityChoice, 'all'>): ActivityKind[] {
  return Object.hasOwn(kindsOfGroup, choice)
    ? kindsOfGroup[choice as ActivityGroup]
    : [choice as ActivityKind]
}
