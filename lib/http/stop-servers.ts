import { Server as HttpServer } from 'node:http'
import { Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What is being served may go on for so long; a download that is slower begins anew at another process. */
export const servedSecondsMax = 60

// On globalThis: Next.js bundles what runs at start and what renders pages apart from each other.
const shared = globalThis as typeof globalThis & {
  portalStop?: { isStopping: boolean; servers: Set<HttpServer>; work: Set<Promise<unknown>> }
}
const stop = (shared.portalStop ??= { isStopping: false, servers: new Set(), work: new Set() })

/** Whether this process was asked to end: it says that it is not ready, and keeps no connection open. */
export const isStopping = (): boolean => stop.isStopping

/** Makes a server known to `stopServers`. */
export const noteServer = (server: HttpServer): void => void stop.servers.add(server)

/** Lets `stopServers` wait for what goes on after an answer has left, such as a mail. */
export function finishBeforeStop(work: Promise<unknown>): void {
  stop.work.add(work)
  void work.catch(() => undefined).finally(() => stop.work.delete(work))
}

/**
 * Ends the servers of this process so that no request is lost: it is not ready any more, but serves on while load
 * balancers notice; then it takes no new connection, and ends when each that is open was answered and closed. One that is
 * idle is closed by its own time-out, as always, so that no request crosses its end.
 * @param noticeSeconds how long load balancers may take to notice. With 0 nobody is waited for, and idle connections are
 *   closed at once.
 */
export async function stopServers(noticeSeconds: number): Promise<void> {
  stop.isStopping = true
  await pause(noticeSeconds * 1_000)
  const limit = pause(servedSecondsMax * 1_000, undefined, { ref: false })
  await Promise.race([
    limit,
    Promise.all([...stop.servers].map((server) => close(server, noticeSeconds > 0))),
  ])
  for (const server of stop.servers) server.closeAllConnections()
  // What goes on after an answer begins when it has left.
  await pause(50)
  await Promise.race([limit, Promise.allSettled(stop.work)])
}

const close = (server: HttpServer, letsIdleOnesEnd: boolean) =>
  new Promise((resolve) => {
    // An HTTP server would close idle connections, on which a request may be on its way.
    const end = letsIdleOnesEnd ? Server.prototype.close : HttpServer.prototype.close
    end.call(server, resolve)
  })
