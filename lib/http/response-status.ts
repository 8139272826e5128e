import { currentRequest } from './current-request'

/**
 * Sets the status of the page being rendered, or of the action that runs. Next.js's own `notFound()` and thrown
 * errors set one too, but their pages are blank where the browser runs no script; a page that sets its status and
 * renders its words is not.
 */
export function setResponseStatus(status: number): void {
  const response = currentRequest()?.response
  if (response && !response.headersSent) response.statusCode = status
}

/**
 * Sets headers that Next.js takes off the responses of route handlers: `Content-Length` and `Content-Encoding`,
 * which belong to a handler that sends bytes whose number and encoding it knows.
 */
export function setBodyHeaders(headers: Headers): void {
  const response = currentRequest()?.response
  if (!response || response.headersSent) return
  for (const name of ['Content-Length', 'Content-Encoding']) {
    const value = headers.get(name)
    if (value !== null) response.setHeader(name, value)
  }
}
