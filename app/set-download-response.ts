import type { AccountUser } from '@/lib/auth/account-user'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { downloadResponse, takesGzip, type Download } from '@/lib/exports/download-response'
import { findReadySet, type ReadySet } from '@/lib/exports/find-export'
import { markDownloaded, noteDownload } from '@/lib/exports/note-download'
import { openFile, openManifest, openZip } from '@/lib/exports/set-downloads'
import { setBodyHeaders } from '@/lib/http/response-status'

/** What can be downloaded of a set. */
export interface SetContent {
  open: (set: ReadySet, contractNumber: string, request: Request) => Promise<Download | undefined>
  /** The files that are in it. */
  parts: (set: ReadySet) => number[]
}

/** One file of a set. @param number as it stands in the address. */
export function setFile(number: string): SetContent {
  const part = /^[1-9]\d?$/.test(number) ? Number(number) : 0
  return {
    open: (set, _contractNumber, request) => openFile(set, part, takesGzip(request.headers)),
    parts: () => [part],
  }
}

export const setZip: SetContent = { open: openZip, parts: (set) => set.files.map(({ part }) => part) }

export const setManifest: SetContent = { open: openManifest, parts: () => [] }

/**
 * Answers GET and HEAD for something of the user's own ready set.
 * @throws PortalError `fileNotFound` for anything else: it does not exist.
 */
export async function setDownloadResponse(
  request: Request,
  user: AccountUser,
  exportId: string,
  { open, parts }: SetContent,
): Promise<Response> {
  const now = new Date()
  const set = await findReadySet(user, exportId, now)
  const download = set && (await open(set, user.contractNumber, request))
  if (!download) throw new PortalError({ code: 'fileNotFound' })
  const isHead = request.method === 'HEAD'
  await noteDownload(user, { name: download.name, isHead }, await requestSource(), now)
  const response = downloadResponse(request, download, () => markDownloaded(exportId, parts(set), new Date()))
  setBodyHeaders(response.headers)
  return response
}
