import { refuseUntilSignedIn } from '@/app/refuse-file'
import { setDownloadResponse, type SetContent } from '@/app/set-download-response'
import { currentUser } from '@/lib/auth/require-user'
import { paths } from '@/lib/paths'

/** Answers GET and HEAD for something of the set of who is signed in. */
export async function answerSetDownload(
  request: Request,
  exportId: string,
  content: SetContent,
): Promise<Response> {
  const user = await currentUser()
  return user
    ? setDownloadResponse(request, user, exportId, content)
    : refuseUntilSignedIn(request, paths.exports())
}
