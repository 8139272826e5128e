/** Why a set could not be made; each has a text in the catalogue (`exports.failures.<failure>`). */
export const exportFailures = [
  'noRecords',
  'tooManyRecords',
  'mismatch',
  'storageFull',
  'unexpected',
] as const
export type ExportFailure = (typeof exportFailures)[number]
