import { refusalStatus, type RequestRefusal } from '@/lib/errors'

/** What a program's request can be refused for; `unexpected` is a failure of ours. */
export const problemCodes = [
  'badRequest',
  'parametersWrong',
  'bodyNotJson',
  'keyMissing',
  'keyUnknown',
  'keyExpired',
  'keyRevoked',
  'keyLocked',
  'keyMakerGone',
  'foreignOrigin',
  'numbersMasked',
  'departmentsTooLarge',
  'notFound',
  'fileNotFound',
  'methodNotAllowed',
  'bodyTooSlow',
  'setExists',
  'bodyTooLarge',
  'mediaTypeUnknown',
  'noRecords',
  'tooManyForCsv',
  'namesNotInShiftJis',
  'noRecordsForBulk',
  'tooManyForBulk',
  'requestsTooMany',
  'downloadsAtOnce',
  'unexpected',
  'overloaded',
  'databaseAway',
  'downloadsCrowded',
] as const satisfies (RequestRefusal['code'] | 'unexpected')[]
export type ProblemCode = (typeof problemCodes)[number]

export const problemStatus = (code: ProblemCode): number =>
  code === 'unexpected' ? 500 : refusalStatus(code)
