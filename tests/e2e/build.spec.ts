import { readdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { buildPortal } from '@/scripts/build-portal'

test('a build leads nowhere outside of itself, so that the next one changes nothing of it @server', async () => {
  const build = await realpath(await buildPortal())
  const entries = await readdir(build, { recursive: true, withFileTypes: true })
  const links = entries
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => path.join(entry.parentPath, entry.name))
  expect(links.length).toBeGreaterThan(0)
  for (const link of links) expect(await realpath(link)).toContain(`${build}/`)
})
