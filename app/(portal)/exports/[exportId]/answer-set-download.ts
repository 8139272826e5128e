import { refuseUntilSignedIn } from '@/app/refuse-file'
import { requestSource } from '@/lib/auth/request-source'
import { currentUser } from '@/lib/auth/require-user'
import { downloadResponse, type Download } from '@/lib/exports/download-response'
import { findReadySet, type ReadySet } from '@/lib/exports/find-export'
import { markDownloaded, noteDownload } from '@/lib/exports/note-download'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { setBodyHeaders } from '@/lib/http/response-status'

/**
 * Answers GET and HEAD for something of the user's own ready set; anything else does not exist.
 * @param parts the files that are in it.
 */
export async function answerSetDownload(
  request: Request,
  exportId: string,
  open: (set: ReadySet, contractNumber: string) => Promise<Download | undefined>,
  parts: (set: ReadySet) => number[],
): Promise<Response> {
  const user = await currentUser()
  if (!user) return refuseUntilSignedIn(request, paths.exports())
  const now = new Date()
  const set = await findReadySet(user, exportId, now)
  const download = set && (await open(set, user.contractNumber))
  if (!download) throw new PortalError({ code: 'fileNotFound' })
  if (request.method === 'GET') await noteDownload(user, download.name, await requestSource(), now)
  const response = downloadResponse(request, download, () => markDownloaded(exportId, parts(set), new Date()))
  setBodyHeaders(response.headers)
  return response
}
