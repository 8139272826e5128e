import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { buildPortal } from '@/scripts/build-portal'

interface Action {
  /** Under which Next.js calls it. */
  id: string
  /** One of the pages that have it, e.g. `/login`. */
  page: string
}

/** The portal's own actions by their names, as the build lists them. */
export async function listActions(): Promise<Record<string, Action>> {
  const file = path.join(await buildPortal(), '.next/server/server-reference-manifest.json')
  const { node } = JSON.parse(await readFile(file, 'utf8')) as {
    node: Record<string, { exportedName: string; workers: Record<string, unknown> }>
  }
  const actions = Object.entries(node).map(([id, { exportedName, workers }]) => {
    const page = Object.keys(workers).find((worker) => !worker.includes('['))!
    return [exportedName, { id, page: page.replace(/^app|\/\([a-z]+\)|\/page$/g, '') }] as const
  })
  return Object.fromEntries(actions)
}
