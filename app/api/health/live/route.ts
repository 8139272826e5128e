export const dynamic = 'force-dynamic'

/** For what restarts processes: 200 as long as this one answers, whatever it depends on. */
export const GET = () => Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } })
