import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'

// On globalThis: Next.js bundles what runs at start and what renders pages apart from each other.
const shared = globalThis as typeof globalThis & { portalResponses?: AsyncLocalStorage<ServerResponse> }
const responses = (shared.portalResponses ??= new AsyncLocalStorage<ServerResponse>())

/** Runs the handling of a request so that `setResponseStatus` finds its response. */
export function withResponse<Result>(response: ServerResponse, handle: () => Result): Result {
  return responses.run(response, handle)
}

/**
 * Sets the status of the page being rendered. Next.js's own `notFound()` and thrown errors set one too, but their
 * pages are blank where the browser runs no script; a page that sets its status and renders its words is not.
 */
export function setResponseStatus(status: 404 | 500): void {
  const response = responses.getStore()
  if (response && !response.headersSent) response.statusCode = status
}

/**
 * Sets headers that Next.js takes off the responses of route handlers: `Content-Length` and `Content-Encoding`,
 * which belong to a handler that sends bytes whose number and encoding it knows.
 */
export function setBodyHeaders(headers: Headers): void {
  const response = responses.getStore()
  if (!response || response.headersSent) return
  for (const name of ['Content-Length', 'Content-Encoding']) {
    const value = headers.get(name)
    if (value !== null) response.setHeader(name, value)
  }
}
