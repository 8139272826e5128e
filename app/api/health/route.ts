import { getPrisma } from '@/lib/db/prisma'
import { log } from '@/lib/log'

export const dynamic = 'force-dynamic'

/** For load balancers and the start commands: 200 when this process reaches its database, 503 when not. */
export async function GET(): Promise<Response> {
  try {
    await getPrisma().$queryRaw`SELECT 1`
    return Response.json({ status: 'ok' })
  } catch (error) {
    log.error({ err: error }, 'health check failed')
    return Response.json({ status: 'database unavailable' }, { status: 503 })
  }
}
