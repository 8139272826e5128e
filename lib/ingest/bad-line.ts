import type { UsageFile } from './usage-file'

/** Why a line is refused; each has its words in the message catalogues (`cli.badLine.<reason>`). */
export type BadLineReason =
  // of the file as a whole
  | 'noHeading'
  | 'columnMissing'
  | 'columnUnknown'
  | 'columnTwice'
  // of a line as it stands
  | 'notUtf8'
  | 'controlCharacter'
  | 'lineTooLong'
  | 'blankLine'
  | 'fieldCount'
  | 'quoteNotClosed'
  | 'quoteMisplaced'
  // of a field
  | 'empty'
  | 'contractForm'
  | 'notNumber'
  | 'negative'
  | 'tooLarge'
  | 'textTooLong'
  | 'notTime'
  | 'otherDay'
  | 'beforeDay'
  | 'tooLate'
  // of a line among the others, and among what is stored
  | 'unknownContract'
  | 'callTwice'
  | 'destinationTwice'
  | 'callMissing'
  | 'destinationCount'
  | 'beforeCall'
  | 'callOnOtherDay'
  | 'sumDiffers'
  | 'dayTooLarge'

export interface BadLine {
  file: UsageFile
  /** From 1, the heading row included. */
  line: number
  /** Undefined where the line as a whole is meant. */
  column?: string
  reason: BadLineReason
  /** What stands there, cut to a readable length. */
  value: string
  /** What it should be, or where the other one is: a number, a day or a time, depending on the reason. */
  detail?: string
}

const shownCharacters = 80
/** More bytes than the characters that are shown of a value. */
export const shownBytesMax = 400

/** A text that leaves a terminal as it is: control characters as escapes. */
export const visibleText = (text: string) =>
  text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** A value for people: no longer than can be read. */
export function shownValue(text: string): string {
  const visible = visibleText(text.slice(0, shownCharacters + 1))
  return text.length > shownCharacters ? `${visible.slice(0, shownCharacters)}…` : visible
}
