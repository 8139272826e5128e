import { checkPlainName } from '@/lib/plain-name'

/** Characters (code points) that the name of a saved search may have; the table has the same limit. */
export const savedNameLengthMax = 40

/** Reads the name of a saved search, see `checkPlainName`. */
export const checkSavedName = (typed: string) => checkPlainName(typed, savedNameLengthMax)
