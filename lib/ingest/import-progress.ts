import type { UsageFile } from './usage-file'

/** The part of a file's reading that is told while it goes on. */
export interface ReadingFile {
  name: string
  bytesTotal: number | undefined
  bytesRead: () => number
}

/** What an import tells on its way. Never usage data. */
export interface ImportProgress {
  reading: (file: UsageFile, opened: ReadingFile) => void
  /** So many further good lines were read. */
  read: (records: number) => void
  /** Somebody else is loading, repairing or purging. */
  waiting: () => void
  checking: () => void
  storing: () => void
  /** So many destinations are stored so far. */
  stored: (destinations: number) => void
  /** The day is loaded; its tables are being vacuumed. */
  tidying: () => void
  /** The vacuum failed; the day is loaded all the same. */
  untidy: (reason: string) => void
}

const nothing = () => {}

export const silentProgress: ImportProgress = {
  reading: nothing,
  read: nothing,
  waiting: nothing,
  checking: nothing,
  storing: nothing,
  stored: nothing,
  tidying: nothing,
  untidy: nothing,
}
