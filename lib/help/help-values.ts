import { alertAddressesMax } from '@/lib/alerts/limits'
import {
  keyRequestsMax,
  keyWindowSeconds,
  liveKeysMax,
  wrongKeysMax,
  wrongKeysSeconds,
} from '@/lib/auth/key-limits'
import { apiBase } from '@/lib/api-paths'
import { activityCsvRecordsMax } from '@/lib/audit/read-activity'
import { firstPasswordDays } from '@/lib/auth/first-password'
import { otpCooldownSeconds, otpLifetimeSeconds } from '@/lib/auth/one-time-password'
import { passwordLengthMax, passwordLengthMin, passwordSymbols } from '@/lib/auth/password-rules'
import { sessionIdleSeconds, sessionLifetimeSeconds } from '@/lib/auth/session'
import { lockSeconds, strikesMax } from '@/lib/auth/sign-in-guard'
import { newPlaceMailsMax } from '@/lib/auth/tell-new-place'
import { env } from '@/lib/env'
import { exportRetentionHours } from '@/lib/exports/retention'
import requestLimits from '@/lib/http/request-limits.json'
import { mailSender } from '@/lib/mail/mail-sender'
import { nameLengthsMax, numberNamesMax } from '@/lib/numbers/number-name'
import { absentNumber } from '@/lib/usage/columns'
import { callFileName, usageFileName } from '@/lib/usage/file-name'
import {
  bulkRecordsMax,
  csvRecordsMax,
  filePartRecords,
  pageRecords,
  screenRecordsMax,
} from '@/lib/usage/limits'
import { bulkFiles } from '@/lib/usage/outputs'
import { downloadsAtOnceMax } from '@/lib/usage/download-places'
import { savedNameLengthMax } from '@/lib/usage/saved-name'
import { savedSearchesMax } from '@/lib/usage/saved-search'
import { formulaStarts } from './formula-rule'
import { sampleRecords } from './sample-records'

/** What the help texts name by `{…}`: figures of the product's own rules, and names made by its own functions. */
export interface HelpValues {
  [name: string]: string | number
  screenRecordsMax: number
  pageRecords: number
  csvRecordsMax: number
  bulkRecordsMax: number
  filePartRecords: number
  bulkFilesMax: number
  downloadsAtOnceMax: number
  fileKeptDays: number
  alertAddressesMax: number
  activityCsvRecordsMax: number
  savedSearchesMax: number
  savedNameLengthMax: number
  numberNamesMax: number
  numberLengthMax: number
  nameLengthMax: number
  accountCodeLengthMax: number
  importMebibytes: number
  strikesMax: number
  lockMinutes: number
  otpMinutes: number
  otpCooldownSeconds: number
  idleMinutes: number
  sessionHours: number
  passwordLengthMin: number
  passwordLengthMax: number
  passwordSymbolCount: number
  firstPasswordDays: number
  newPlaceMailsMax: number
  callFile: string
  destinationFile: string
  destinationsOfCallFile: string
  partFile: string
  callPartFile: string
  callId: string
  exampleTime: string
  absentNumber: string
  /** What stands for a character that an encoding lacks. */
  substitute: string
  formulaStarts: string
  quote: string
  backslash: string
  /** Of the portal's address. */
  portalHost: string
  /** Who the portal's mails are from. */
  mailSender: string
  keyRequestsMax: number
  keyWindowSeconds: number
  wrongKeysMax: number
  wrongKeysMinutes: number
  liveKeysMax: number
  apiBase: string
}

/** Days for which the files of a bulk export are kept (spec section 6). */
const fileKeptDays = exportRetentionHours / 24

const callId = 12_345n
const manualDay = { startDate: '2014-07-06', endDate: '2014-07-06' }
const bulkSearch = { startDate: '2014-07-01', startHour: 0, endDate: '2014-07-31', endHour: 23 }

/** A mail address without the name before it. */
const addressOf = (sender: string) => /<(.+)>/.exec(sender)?.[1] ?? sender

/** The figures and names of the help texts, each from where the product has it. */
export const helpValues: HelpValues = {
  screenRecordsMax,
  pageRecords,
  csvRecordsMax,
  bulkRecordsMax,
  filePartRecords,
  fileKeptDays,
  alertAddressesMax,
  bulkFilesMax: bulkFiles(bulkRecordsMax),
  downloadsAtOnceMax,
  activityCsvRecordsMax,
  savedSearchesMax,
  savedNameLengthMax,
  numberNamesMax,
  numberLengthMax: nameLengthsMax.number,
  nameLengthMax: nameLengthsMax.name,
  accountCodeLengthMax: nameLengthsMax.accountCode,
  importMebibytes: requestLimits.importBodyBytesMax / 1_048_576,
  strikesMax,
  lockMinutes: lockSeconds / 60,
  otpMinutes: otpLifetimeSeconds / 60,
  otpCooldownSeconds,
  idleMinutes: sessionIdleSeconds / 60,
  sessionHours: sessionLifetimeSeconds / 3_600,
  passwordLengthMin,
  passwordLengthMax,
  passwordSymbolCount: passwordSymbols.length,
  firstPasswordDays,
  newPlaceMailsMax,
  callFile: usageFileName({ ...manualDay, startHour: 9, endHour: 9, by: 'call' }),
  destinationFile: usageFileName({ ...manualDay, startHour: 12, endHour: 19, by: 'destination' }),
  destinationsOfCallFile: callFileName({ callId }),
  partFile: usageFileName({ ...bulkSearch, by: 'destination' }, 2),
  callPartFile: callFileName({ callId, numbers: { from: bulkRecordsMax + 1, to: 2 * bulkRecordsMax } }, 2),
  callId: String(callId),
  exampleTime: sampleRecords.call[0]![0]!,
  absentNumber,
  substitute: '〓',
  formulaStarts,
  quote: "'",
  backslash: '\\',
  portalHost: env.authUrl ? new URL(env.authUrl).hostname : 'localhost',
  mailSender: addressOf(mailSender),
  keyRequestsMax,
  keyWindowSeconds,
  wrongKeysMax,
  wrongKeysMinutes: wrongKeysSeconds / 60,
  liveKeysMax,
  apiBase,
}
