import { createHash } from 'node:crypto'

/**
 * A body of JSON with a weak validator, and 304 where the request has the same already.
 * @param of what the validator is of: the body, less what changes with each request.
 */
export function taggedJson({ headers }: Request, body: unknown, of: unknown = body): Response {
  const tag = `W/"${createHash('sha256').update(JSON.stringify(of)).digest('base64url')}"`
  const own = { ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization, Accept-Language' }
  const known = headers
    .get('if-none-match')
    ?.split(',')
    .map((each) => each.trim().replace(/^(?!W\/)/, 'W/'))
  if (known?.includes(tag) || known?.includes('W/*')) return new Response(null, { status: 304, headers: own })
  return Response.json(body, { headers: own })
}
