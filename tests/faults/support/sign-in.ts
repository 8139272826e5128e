import { paths } from '@/lib/paths'
import { hiddenFields } from '@/tests/support/hidden-fields'
import { cookiesAfter, formBody, type Answer } from './ask'
import { askAsCustomer, type World } from './world'

let loginForm: Record<string, string> | undefined

/** Sends the sign-in form as a browser without JavaScript does. Its page is read once: it is the same for everybody. */
export async function postPassword(world: World, userId: string, password: string): Promise<Answer> {
  if (!loginForm) {
    const page = await askAsCustomer(world, { path: paths.login() })
    loginForm = hiddenFields(page.body.toString(), 'userId')
  }
  const form = await formBody({ ...loginForm, userId, password })
  return askAsCustomer(world, { method: 'POST', path: paths.login(), ...form })
}

/** Where an answer leads. */
export const leadsTo = (answer: Answer) =>
  [302, 303, 307].includes(answer.status) ? String(answer.headers.location ?? '') : undefined

/** Signs in before anything is amiss. @returns the cookies. */
export async function signInCalmly(world: World, userId: string, password: string): Promise<string> {
  const answer = await postPassword(world, userId, password)
  if (!leadsTo(answer)?.endsWith(paths.menu()))
    throw new Error(`The sign-in of ${userId} is answered ${answer.status}.`)
  return cookiesAfter(answer)
}
