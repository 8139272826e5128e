import { getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import { addressParameters } from '@/app/address-parameters'
import { messageResponse } from '@/app/message-response'
import { refuseFile } from '@/app/refuse-file'
import { usageFileResponse, type DownloadChoices } from '@/app/usage-file-response'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { PortalError, refusalAnswer, refusalText, requestRefusal } from '@/lib/errors'
import { downloadParameters, unknownParameter } from '@/lib/usage/download-parameters'
import type { DownloadTarget } from '@/lib/usage/download-target'

/**
 * Answers with the CSV or the Excel workbook of a target, streamed. What cannot be made is refused, `page` says why and
 * what to do (see `refuseFile`). HEAD is answered without a file.
 */
export async function answerFile(
  request: NextRequest,
  user: SignedInUser,
  target: DownloadTarget,
  page: string,
): Promise<Response> {
  try {
    return await usageFileResponse(request, user, target, readChoices(request))
  } catch (error) {
    const refusal = requestRefusal(error)
    if (!refusal) throw error
    const words = refusalText(await getTranslations('refusals'), refusal)
    const answer = refusalAnswer(refusal)
    // The page of the search or the call counts the records too, and offers what holds them.
    if (answer.status === 422) return refuseFile(request, page, answer.status, words)
    const t = await getTranslations('usage.download')
    return messageResponse(answer, words, { href: page, text: t('back') })
  }
}

/** @throws PortalError one of `unknownParameter`. */
function readChoices(request: NextRequest): DownloadChoices {
  const parameters = downloadParameters.safeParse(addressParameters(request))
  if (parameters.success) return parameters.data
  const [parameter] = parameters.error.issues[0]!.path
  throw new PortalError({ code: unknownParameter[parameter as keyof typeof unknownParameter] })
}
