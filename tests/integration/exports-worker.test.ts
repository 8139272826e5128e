import { getPrisma } from '@/lib/db/prisma'
import { mailOwners } from '@/lib/exports/mail-owners'
import { startExportWorker } from '@/lib/exports/worker'
import { readOutbox } from '@/lib/mail/outbox'
import type { TestAccount } from '@/tests/support/account'
import { eventually } from '@/tests/support/eventually'
import {
  changeSet,
  checkedRows,
  digestOf,
  makeSet,
  requestNewExport,
  storedSet,
  whenAllEnded,
  contractOf,
  useSizedContracts,
} from '@/tests/support/exports'
import { usageRows } from '@/tests/support/usage-rows'

const { pool } = useSizedContracts([1, 10_001, 100_000])
const now = () => new Date()

test('of several runs of one set at once one makes it', async () => {
  const { account, exportId } = await requestNewExport(contractOf(100_000))
  await Promise.all([1, 2, 3, 4].map(() => makeSet(exportId)))
  expect(await storedSet(exportId)).toMatchObject({ state: 'ready', attempts: 1 })
  expect(await eventsOf(account, 'exportReady')).toBe(1)
})

test('two workers make the sets of ten users, each once, and mail each user once', async () => {
  await getPrisma().exportRequest.updateMany({
    where: { state: { in: ['waiting', 'running'] } },
    data: { state: 'cancelled' },
  })
  const requested = []
  for (let user = 0; user < 10; user++) requested.push(await requestNewExport(contractOf(10_001)))
  const workers = [startExportWorker(), startExportWorker()]
  await whenAllEnded(60)
  await Promise.all(workers.map(({ stop }) => stop()))
  await Promise.all([mailOwners(now()), mailOwners(now())])

  const expected = digestOf(await usageRows(pool(), 'destination', 'true', [], contractOf(10_001)))
  const mails = await readOutbox()
  for (const { account, exportId } of requested) {
    expect(digestOf((await checkedRows(exportId)).flat())).toBe(expected)
    expect(await eventsOf(account, 'exportReady')).toBe(1)
    const own = mails.filter(({ to }) => to === `${account.userId}@example.com`)
    expect(own.map(({ subject }) => subject)).toEqual(['【BizFAX】利用状況ファイル作成完了のお知らせ'])
    expect(own[0]!.text).not.toMatch(/2026.02.03|10,001|10001|s10001/)
  }
})

test('a row whose job was lost, and one whose worker died, are found by the sweep', async () => {
  const lost = await requestNewExport(contractOf(1))
  const dead = await requestNewExport(contractOf(1))
  await pool().query('DELETE FROM pgboss.job')
  await changeSet(dead.exportId, { state: 'running', attempts: 1 })
  const worker = startExportWorker()
  await whenAllEnded(30)
  await worker.stop()
  expect(await storedSet(lost.exportId)).toMatchObject({ state: 'ready' })
  expect(await storedSet(dead.exportId)).toMatchObject({ state: 'ready', attempts: 2 })
})

test('the sweep leaves a set alone that waits after a run that broke, until it is due', async () => {
  const due = await requestNewExport(contractOf(1))
  const waiting = await requestNewExport(contractOf(1))
  await pool().query('DELETE FROM pgboss.job')
  const hour = 3_600_000
  await changeSet(due.exportId, { nextRunAt: new Date(Date.now() - 1) })
  await changeSet(waiting.exportId, { nextRunAt: new Date(Date.now() + hour) })
  const worker = startExportWorker()
  await eventually(async () => expect(await storedSet(due.exportId)).toMatchObject({ state: 'ready' }))
  const jobs = await pool().query(`SELECT FROM pgboss.job WHERE data->>'exportId' = $1`, [waiting.exportId])
  expect(jobs.rows).toHaveLength(0)
  expect(await storedSet(waiting.exportId)).toMatchObject({ state: 'waiting', attempts: 0 })
  await changeSet(waiting.exportId, { nextRunAt: new Date() })
  await whenAllEnded(30)
  await worker.stop()
  expect(await storedSet(waiting.exportId)).toMatchObject({ state: 'ready', nextRunAt: null })
})

test('a mail that was cut short is tried again after a minute, one that was taken never', async () => {
  const { account, exportId } = await requestNewExport(contractOf(1))
  await makeSet(exportId)
  const at = now()
  const after = (seconds: number) => new Date(at.getTime() + seconds * 1_000)
  const subjects = async () =>
    (await readOutbox())
      .filter(({ to }) => to === `${account.userId}@example.com`)
      .map(({ subject }) => subject)
  await mailOwners(at)
  await mailOwners(after(120))
  expect(await subjects()).toHaveLength(1)

  await changeSet(exportId, { mailDoneAt: null, state: 'failed', failure: 'unexpected' })
  await mailOwners(after(50))
  expect(await subjects()).toHaveLength(1)
  await mailOwners(after(70))
  await mailOwners(after(200))
  expect(await subjects()).toEqual([
    '【BizFAX】利用状況ファイルを作成できませんでした',
    '【BizFAX】利用状況ファイル作成完了のお知らせ',
  ])
})

test('a mail goes out in the account’s language, else in that of the page that asked for the set', async () => {
  const chosen = await requestNewExport(contractOf(1))
  const asked = await requestNewExport(contractOf(1), { locale: 'en' })
  await getPrisma().account.update({ where: { id: chosen.account.accountId }, data: { locale: 'en' } })
  for (const { exportId } of [chosen, asked]) await makeSet(exportId)
  await mailOwners(now())
  const mails = await readOutbox()
  for (const { account } of [chosen, asked]) {
    const own = mails.filter(({ to }) => to === `${account.userId}@example.com`)
    expect(own.map(({ subject }) => subject)).toEqual(['[BizFAX] Your usage files are ready'])
  }
})

test('nobody without an address waits for a mail', async () => {
  const { account, exportId } = await requestNewExport(contractOf(1))
  await getPrisma().account.update({ where: { id: account.accountId }, data: { email: null } })
  await makeSet(exportId)
  await mailOwners(now())
  expect(await storedSet(exportId)).toMatchObject({ state: 'ready', mailTriedAt: null })
})

const eventsOf = ({ accountId }: TestAccount, kind: string) =>
  getPrisma().securityEvent.count({ where: { accountId, kind } })
