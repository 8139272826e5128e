import { readReadiness } from '@/lib/health/readiness'

export const dynamic = 'force-dynamic'

/** For load balancers: 200 where this process can answer, 503 where it cannot or is about to end, and why. */
export async function GET(): Promise<Response> {
  const { isReady, checks } = await readReadiness()
  const status = isReady ? 'ok' : 'unavailable'
  return Response.json(
    { status, checks },
    { status: isReady ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
