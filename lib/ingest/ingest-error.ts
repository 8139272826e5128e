/** Why a command on usage cannot be carried out; each has its words in the message catalogues. */
export type IngestRefusal =
  | { code: 'fileUnreadable'; file: string; reason: string }
  | { code: 'fileDamaged'; file: string; reason: string }
  | { code: 'reportUnwritable'; file: string; reason: string }
  | { code: 'reportIsInput'; file: string }
  | { code: 'monthPurged'; date: string; before: string }
  | { code: 'purgedAlready'; before: string }
  | { code: 'purgeBusy' }
  | { code: 'databaseLost' }
  | { code: 'commitUnknown' }
  | { code: 'diskFull' }
  | { code: 'databaseRefused'; reason: string }

/** Thrown by the functions of this folder for what an operator can do something about. */
export class IngestError extends Error {
  override name = 'IngestError'

  constructor(
    readonly refusal: IngestRefusal,
    options?: ErrorOptions,
  ) {
    super(refusal.code, options)
  }
}
