import { PortalError } from '@/lib/errors'
import type { ParameterProblem } from '@/lib/http/problem'

/** What a program has sent is wrong, member by member. */
export class ParameterError extends PortalError {
  constructor(readonly problems: ParameterProblem[]) {
    super({ code: 'parametersWrong' })
  }
}
