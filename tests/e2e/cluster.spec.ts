import { expect, test } from '@playwright/test'
import { filePaths } from '@/lib/file-paths'
import { addressOf, paths } from '@/lib/paths'
import { newAccount } from './support/account'
import { signInDirectly } from './support/sign-in'

/** What all web processes have counted of a metric with some labels. */
async function counted(name: string, labels: string): Promise<number[]> {
  const ports = process.env.PORTAL_TEST_METRICS!.split(' ')
  return Promise.all(
    ports.map(async (port) => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      return Number(new RegExp(`^${name}\\{${labels}\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
    }),
  )
}

const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0)
const reads = async (reader: string) =>
  sum(await counted('portal_replica_reads_total', `reader="${reader}",outcome="read"`))

test('both web processes answer, and read searches and files from the replica @server', async ({ page }) => {
  const { userId } = await newAccount()
  await signInDirectly(page, userId)
  const before = { searches: await reads('search'), files: await reads('file') }
  const day = { startDate: '2014-07-06', endDate: '2014-07-06', by: 'call' as const }
  const search = addressOf(paths.usage(), { ...day, output: 'screen' })
  for (let time = 0; time < 6; time++) {
    const [result, file] = [
      await page.request.get(search),
      await page.request.get(filePaths.download({ ...day, format: 'csv' })),
    ]
    expect([result.status(), file.status()]).toEqual([200, 200])
    expect((await file.text()).split('\r\n').length).toBeGreaterThan(2)
  }
  expect(await reads('search')).toBeGreaterThanOrEqual(before.searches + 6)
  expect(await reads('file')).toBeGreaterThanOrEqual(before.files + 6)
  // Asked in turn, the pages may all have gone to one of them, and the files to the other.
  const [pages, files] = await Promise.all(
    ['/usage', '/usage/download'].map((route) =>
      counted('portal_http_requests_total', `method="GET",route="${route}",status="200"`),
    ),
  )
  expect(pages).toHaveLength(2)
  for (const [index, ofProcess] of pages!.entries()) expect(ofProcess + files![index]!).toBeGreaterThan(0)
})
