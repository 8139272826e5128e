/** What a request over HTTP can be refused for; `answers` has the status of each. */
export type RequestRefusal =
  /** Before a page or a handler looks at the request. */
  | { code: 'badRequest' | 'foreignOrigin' | 'methodNotAllowed' }
  /** A form of a page that another version of the portal rendered. */
  | { code: 'formOutdated' }
  | { code: 'bodyTooSlow' | 'bodyTooLarge' | 'overloaded' }
  /** The database does not answer, or went away meanwhile. */
  | { code: 'databaseAway' }
  /** There is no such thing, or it belongs to somebody else: both are told in the same words. */
  | { code: 'notFound' | 'fileNotFound' }
  /** An operator has made the password: nothing is answered before its user replaces it. */
  | { code: 'firstPassword' }
  /** It is for administrators of the contract alone. */
  | { code: 'notAllowed' }
  /** It would tell a masked account what a number is. */
  | { code: 'numbersMasked' }
  /** It is of the whole contract, of which the account sees departments alone; or these have too many numbers. */
  | { code: 'departmentsOnly' }
  | { code: 'departmentsTooLarge'; max: number }
  /** A text file is not made. */
  | {
      code:
        | 'encodingUnknown'
        | 'formatUnknown'
        | 'formulasUnknown'
        | 'namesUnknown'
        | 'noRecords'
        | 'downloadsCrowded'
    }
  | { code: 'namesNotInShiftJis' }
  | { code: 'tooManyForCsv' | 'downloadsAtOnce'; max: number }
  /** A program asks with no key, or with one that opens nothing. */
  | { code: 'keyMissing' | 'keyUnknown' | 'keyExpired' | 'keyRevoked' | 'keyLocked' | 'keyMakerGone' }
  /** What a program sends is not what the address takes. */
  | { code: 'parametersWrong' | 'bodyNotJson' | 'mediaTypeUnknown' }
  | { code: 'requestsTooMany'; seconds: number }
  /** A bulk set is not taken. */
  | { code: 'setExists'; exportId: string }
  | { code: 'noRecordsForBulk' }
  | { code: 'tooManyForBulk'; records: number; max: number }

/** What a command can be refused for. */
type CommandRefusal =
  /** Work on contracts and accounts. */
  | { code: 'contractExists' | 'unknownContract'; contractNumber: string }
  /** `known`: the departments that the contract's names have. */
  | { code: 'unknownDepartment'; department: string; contractNumber: string; known: string }
  | { code: 'noDepartments'; contractNumber: string }
  | { code: 'accountExists' | 'unknownAccount' | 'addressMissing' | 'addressSame'; userId: string }
  /** Work on usage. */
  | { code: 'fileUnreadable' | 'fileDamaged' | 'reportUnwritable'; file: string; reason: string }
  | { code: 'reportIsInput' | 'fileExists'; file: string }
  | { code: 'monthPurged'; date: string; before: string }
  | { code: 'purgedAlready'; before: string }
  /** A month is to be deleted that must stay yet. */
  | { code: 'monthPromised'; month: string; until: string; before: string }
  /** A month is not closed: its records were deleted, days of it were not loaded, or a machine has not committed a load. */
  | { code: 'monthNotKept'; month: string; before: string }
  | { code: 'monthIncomplete'; month: string; count: number; days: string }
  | { code: 'loadUnseen'; month: string }
  | { code: 'purgeBusy' | 'databaseLost' | 'commitUnknown' | 'diskFull' }
  | { code: 'databaseRefused'; reason: string }
  /** The process lacks what its work needs. */
  | { code: 'authSecretMissing' | 'notMigrated' }
  /** Usage is not spread: the database is of no Citus cluster that is ready for it. */
  | { code: 'citusMissing' | 'coordinatorUnnamed' | 'workersMissing' }

/**
 * Everything that the portal refuses in words of its own: `refusals.<code>` in the message catalogues, with the values
 * that those words name. Any other error is unexpected: it is logged once and shown as a fixed sentence with its number.
 */
export type Refusal = RequestRefusal | CommandRefusal

/** A refusal on its way to what answers: a page, a handler, an action or a command. */
export class PortalError extends Error {
  override name = 'PortalError'

  /** The message is for the log: the code and the values. */
  constructor(
    readonly refusal: Refusal,
    options?: ErrorOptions,
  ) {
    super(Object.values(refusal).join(' '), options)
  }
}

interface RefusalAnswer {
  status: number
  /** After so many seconds the request may be made again. */
  retrySeconds?: number
  /** By what a request is admitted (RFC 6750). */
  authenticate?: string
}

const wrongKey: RefusalAnswer = { status: 401, authenticate: 'Bearer error="invalid_token"' }

const answers: Record<RequestRefusal['code'], RefusalAnswer> = {
  badRequest: { status: 400 },
  foreignOrigin: { status: 403 },
  encodingUnknown: { status: 400 },
  formatUnknown: { status: 400 },
  formulasUnknown: { status: 400 },
  namesUnknown: { status: 400 },
  firstPassword: { status: 403 },
  notAllowed: { status: 403 },
  numbersMasked: { status: 403 },
  departmentsOnly: { status: 403 },
  departmentsTooLarge: { status: 403 },
  notFound: { status: 404 },
  fileNotFound: { status: 404 },
  methodNotAllowed: { status: 405 },
  bodyTooSlow: { status: 408 },
  formOutdated: { status: 409 },
  bodyTooLarge: { status: 413 },
  namesNotInShiftJis: { status: 422 },
  noRecords: { status: 422 },
  tooManyForCsv: { status: 422 },
  downloadsAtOnce: { status: 429, retrySeconds: 10 },
  downloadsCrowded: { status: 503, retrySeconds: 10 },
  overloaded: { status: 503, retrySeconds: 30 },
  databaseAway: { status: 503, retrySeconds: 10 },
  keyMissing: { status: 401, authenticate: 'Bearer' },
  keyUnknown: wrongKey,
  keyExpired: wrongKey,
  keyRevoked: wrongKey,
  keyLocked: wrongKey,
  keyMakerGone: wrongKey,
  parametersWrong: { status: 400 },
  bodyNotJson: { status: 400 },
  mediaTypeUnknown: { status: 415 },
  requestsTooMany: { status: 429 },
  setExists: { status: 409 },
  noRecordsForBulk: { status: 422 },
  tooManyForBulk: { status: 422 },
}

/** The status with which a refusal is answered over HTTP. */
export const refusalStatus = (code: RequestRefusal['code']): number => answers[code].status

/** The status and headers with which a refusal is answered over HTTP. */
export function refusalAnswer(refusal: RequestRefusal): { status: number; headers: Record<string, string> } {
  const { status, retrySeconds, authenticate } = answers[refusal.code]
  const seconds = 'seconds' in refusal ? refusal.seconds : retrySeconds
  return {
    status,
    headers: {
      ...(seconds !== undefined && { 'Retry-After': String(seconds) }),
      ...(authenticate !== undefined && { 'WWW-Authenticate': authenticate }),
    },
  }
}

/**
 * What a request was refused for.
 * @returns undefined for an unexpected error. One that is for operators alone is unexpected in a request.
 */
export function requestRefusal(error: unknown): RequestRefusal | undefined {
  if (!(error instanceof PortalError) || !(error.refusal.code in answers)) return undefined
  return error.refusal as RequestRefusal
}

/** A refusal in words. @param t the texts of `refusals`, in the language of the person who is refused. */
export function refusalText(
  t: (code: Refusal['code'], values: Record<string, string | number>) => string,
  { code, ...values }: Refusal,
): string {
  return t(code, values)
}
