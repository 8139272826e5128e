import { setTimeout as pause } from 'node:timers/promises'
import { getPrisma } from '@/lib/db/prisma'
import { cancelExport } from '@/lib/exports/cancel-export'
import { deleteExport } from '@/lib/exports/delete-export'
import { findExport, findReadySet } from '@/lib/exports/find-export'
import { makeExport } from '@/lib/exports/make-export'
import { purgeExports } from '@/lib/exports/purge-exports'
import {
  beginRun,
  failRun,
  finishRun,
  giveLostRunBack,
  giveRunBack,
  noteProgress,
} from '@/lib/exports/run-state'
import { createTestAccount, type TestAccount } from '@/tests/support/account'
import {
  checkedRows,
  countFiles,
  makeSet,
  requestAgain,
  requestNewExport,
  source,
  storedSet,
  whenRunning,
  contractOf,
  useSizedContracts,
} from '@/tests/support/exports'

const { pool } = useSizedContracts([1, 10_000, 100_000])
const now = () => new Date()

const totals = {
  records: 1,
  destinations: 1n,
  acceptedPages: 0n,
  sentPages: 1n,
  billedPages: 1n,
  charge: 10n,
}

const detailsOf = async ({ accountId }: TestAccount, kind: string) =>
  (await getPrisma().securityEvent.findMany({ where: { accountId, kind } })).map(({ detail }) => detail)

describe('a request', () => {
  const contract = contractOf(1)

  it('leaves one set where two come at once, and the other is told', async () => {
    const account = await createTestAccount({ contractNumber: contract })
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => requestAgain(account)))
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['exists', 'exists', 'exists', 'taken'])
    expect(await getPrisma().exportRequest.count({ where: { accountId: account.accountId } })).toBe(1)
  })

  it('replaces the very set that the user agreed to lose, and no other', async () => {
    const { account, exportId: first } = await requestNewExport(contract)
    await makeSet(first)
    expect(await requestAgain(account)).toEqual({ outcome: 'exists', exportId: first })
    const second = await requestAgain(account, first)
    if (second.outcome !== 'taken') throw new Error(second.outcome)
    // A form that still names the first one is about a set that is gone.
    expect(await requestAgain(account, first)).toEqual({ outcome: 'exists', exportId: second.exportId })
    expect(await countFiles(first)).toBe(0)
  })

  it('stops the run of the set that it replaces, which leaves nothing', async () => {
    const { account, exportId } = await requestNewExport(contractOf(100_000))
    const running = makeSet(exportId)
    await whenRunning(exportId)
    const replaced = await requestAgain(account, exportId)
    await running
    expect(replaced).toMatchObject({ outcome: 'taken' })
    expect(await findExport(account, now())).toMatchObject({ state: 'waiting', recordsDone: 0 })
    expect(await countFiles(exportId)).toBe(0)
  })

  it('needs no leave to replace a set that holds nothing any more', async () => {
    const { account, exportId } = await requestNewExport(contract)
    expect(await cancelExport(account, exportId, source, now())).toBe(true)
    expect(await requestAgain(account)).toMatchObject({ outcome: 'taken' })
  })

  it('sends its job in its own transaction: a row is never without one', async () => {
    const { exportId } = await requestNewExport(contract)
    const { rows } = await pool().query(
      `SELECT FROM pgboss.job WHERE data->>'exportId' = $1 AND state = 'created'`,
      [exportId],
    )
    expect(rows).toHaveLength(1)
  })
})

describe('a set', () => {
  it('is its owner’s alone: nobody of the same contract or another sees, cancels or deletes it', async () => {
    const { account, exportId } = await requestNewExport(contractOf(10_000))
    const others = [
      await createTestAccount({ contractNumber: contractOf(10_000) }),
      await createTestAccount({ contractNumber: contractOf(1) }),
    ]
    for (const other of others) {
      expect(await cancelExport(other, exportId, source, now())).toBe(false)
      expect(await deleteExport(other, exportId, source, now())).toBe(false)
    }
    await makeSet(exportId)
    for (const other of others) {
      expect(await findReadySet(other, exportId, now())).toBeUndefined()
      expect(await deleteExport(other, exportId, source, now())).toBe(false)
    }
    expect(await findReadySet(account, exportId, now())).toMatchObject({ state: 'ready' })
    for (const wild of ['', 'x', `${exportId}'`, '0'.repeat(40)])
      expect(await findReadySet(account, wild, now())).toBeUndefined()
  })

  it('stops within a second when it is cancelled, and leaves no file', async () => {
    const { account, exportId } = await requestNewExport(contractOf(100_000))
    const running = makeSet(exportId)
    await whenRunning(exportId)
    expect(await cancelExport(account, exportId, source, now())).toBe(true)
    await running
    expect(await findExport(account, now())).toMatchObject({ state: 'cancelled', files: [] })
    await makeSet(exportId)
    expect(await findExport(account, now())).toMatchObject({ state: 'cancelled', files: [] })
    expect(await countFiles(exportId)).toBe(0)
  })

  it('loses its files after 72 hours, seen at once and deleted by the purge, and says what became of them', async () => {
    const { account, exportId } = await requestNewExport(contractOf(10_000))
    await makeSet(exportId)
    const { finishedAt } = await storedSet(exportId)
    const expiresAt = new Date(finishedAt!.getTime() + 72 * 3_600_000)
    const justBefore = new Date(expiresAt.getTime() - 1)
    expect(await findReadySet(account, exportId, justBefore)).toBeDefined()
    expect(await findReadySet(account, exportId, expiresAt)).toBeUndefined()
    await purgeExports(justBefore)
    expect(await checkedRows(exportId)).toHaveLength(1)
    expect(await purgeExports(expiresAt)).toBeGreaterThan(0)
    expect(await countFiles(exportId)).toBe(0)
    expect(await purgeExports(expiresAt)).toBe(0)
    expect(await findExport(account, expiresAt)).toMatchObject({ state: 'expired', files: [] })
  })

  it('has failed, for a reason, when its tries are used up', async () => {
    const { account, exportId } = await requestNewExport(contractOf(10_000))
    await pool().query(
      `ALTER TABLE export_file ADD CONSTRAINT full_disk CHECK (records <> 10000 OR part <> 1) NOT VALID`,
    )
    try {
      for (let attempt = 1; attempt <= 12; attempt++) await makeSet(exportId)
    } finally {
      await pool().query('ALTER TABLE export_file DROP CONSTRAINT full_disk')
    }
    expect(await findExport(account, now())).toMatchObject({ state: 'failed', failure: 'unexpected' })
    const { attempts } = await storedSet(exportId)
    expect(attempts).toBe(10)
    expect(await detailsOf(account, 'exportFailed')).toEqual([{ reason: 'unexpected' }])
  })

  it('goes back to the others when its worker ends, and the try does not count', async () => {
    const { exportId } = await requestNewExport(contractOf(100_000))
    const ending = new AbortController()
    const running = makeExport(exportId, ending.signal)
    await whenRunning(exportId)
    await pause(50)
    ending.abort()
    await running
    expect(await storedSet(exportId)).toMatchObject({ state: 'waiting', attempts: 1, returnedRuns: 1 })
    // Another one takes it at once.
    await makeSet(exportId)
    expect(await storedSet(exportId)).toMatchObject({ state: 'ready', attempts: 2, returnedRuns: 1 })
  })

  it('says that the storage was full, where that is why a try ended', async () => {
    const { account, exportId } = await requestNewExport(contractOf(10_000))
    await pool().query(
      `CREATE FUNCTION refuse_file() RETURNS trigger LANGUAGE plpgsql
         AS $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$;
       CREATE TRIGGER refuse_file BEFORE INSERT ON export_file FOR EACH ROW EXECUTE FUNCTION refuse_file()`,
    )
    try {
      await makeSet(exportId)
    } finally {
      await pool().query('DROP FUNCTION refuse_file CASCADE')
    }
    expect(await findExport(account, now())).toMatchObject({ state: 'waiting', failure: 'storageFull' })
  })

  it('takes nothing from a run that another one has followed, and all from that one', async () => {
    const { account, exportId } = await requestNewExport(contractOf(1))
    const first = (await beginRun(exportId, now()))!
    const second = (await beginRun(exportId, now()))!
    expect([first.attempt, second.attempt]).toEqual([1, 2])
    const result = { files: [], totals, asOf: now(), asOfImportId: 0n }

    expect(await noteProgress(first, 1, 1)).toBe(false)
    await giveRunBack(first)
    await giveLostRunBack(first, now())
    await failRun(first, { failure: 'unexpected', isFinal: false }, now())
    await failRun(first, { failure: 'mismatch', isFinal: true }, now())
    await finishRun(first, result, now())
    expect(await storedSet(exportId)).toMatchObject({
      state: 'running',
      attempts: 2,
      returnedRuns: 0,
      failure: null,
    })

    expect(await noteProgress(second, 1, 1)).toBe(true)
    await finishRun(second, result, now())
    expect(await storedSet(exportId)).toMatchObject({ state: 'ready', attempts: 2 })
    expect(await detailsOf(account, 'exportReady')).toHaveLength(1)
    expect(await detailsOf(account, 'exportFailed')).toEqual([])
  })
})
