import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { operations, problemsOf } from '@/lib/api/operations'
import { keyRequestsMax, keyWindowSeconds } from '@/lib/auth/key-limits'
import { departmentNumbersMax } from '@/lib/auth/seen-callers'
import { storeNames } from '@/tests/support/number-names'
import { callApi, newKey, readDescription, type ApiCall } from './support/api'
import { newAccount, withDatabase } from './support/account'
import { keepFilter } from '@/lib/usage/filters'

const day = { startDate: '2014-07-06', endDate: '2014-07-06' }
const emptyDay = { startDate: '2013-01-01', endDate: '2013-01-01' }
const nobodys = { exportId: randomUUID(), part: '1' }
const order = JSON.stringify({ ...day, by: 'destination' })

/** What no request of a test provokes: failures of the server, and a body that takes half a minute. */
const notProvoked = [408, 500, 503]

const ofSet = ['export', 'exportFile', 'exportZip', 'exportManifest']
const queried = ['summary', 'usageCsv', 'usageXlsx']

/** A call of each operation that would be answered, were its key right. */
function rightCall(id: string): ApiCall {
  if (queried.includes(id)) return { query: day }
  return id === 'requestExport' ? { body: order } : { address: nobodys }
}

test('every answer of every address is as the description has it @server', async () => {
  test.setTimeout(180_000)
  const { seen, hold, document, ajv } = await readDescription()
  expect(document.openapi).toBe('3.1.0')
  // A schema that names another by mistake fails to be compiled.
  for (const name of Object.keys(document.components!.schemas!))
    expect(ajv.getSchema(`description#/components/schemas/${name}`), name).toBeDefined()
  const account = await newAccount()
  const key = await newKey(account)
  const call = async (id: string, more: ApiCall = {}) =>
    hold(id, await callApi(id, { key, ...rightCall(id), ...more }))

  await test.step('without a key, with a wrong one, or in a bad form', async () => {
    for (const { id, isOpen } of operations) {
      if (!isOpen) {
        expect(await call(id, { key: undefined })).toMatchObject({ code: 'keyMissing', status: 401 })
        expect(await call(id, { key: `${key.slice(0, -1)}-` })).toMatchObject({ code: 'keyUnknown' })
      }
      expect(await call(id, { headers: { 'next-router-state-tree': '%zz' } })).toMatchObject({
        code: 'badRequest',
      })
      expect(await call(id, { method: 'PUT', body: '{}' })).toMatchObject({ code: 'methodNotAllowed' })
    }
  })

  await test.step('with the key of a reader whose departments have more numbers than one can see', async () => {
    const reader = await newAccount({ contractNumber: 'crowded', departments: ['営業部'] })
    const crowdedKey = await newKey(reader)
    const names = Array.from({ length: departmentNumbersMax + 1 }, (_, index) => ({
      number: `05${String(index).padStart(9, '0')}`,
      name: '営業',
      department: '営業部',
      accountCode: '',
    }))
    await withDatabase((pool) => storeNames(pool, reader.contractNumber, names))
    for (const { id, isOpen } of operations)
      if (!isOpen)
        expect(await call(id, { key: crowdedKey })).toMatchObject({
          code: 'departmentsTooLarge',
          status: 403,
        })
  })

  await test.step('status, summary and description, again and again', async () => {
    for (const id of ['status', 'summary', 'description']) {
      const first = await callApi(id, { key, ...rightCall(id) })
      const tag = first.headers.get('etag')!
      await hold(id, first)
      const again = await callApi(id, { key, ...rightCall(id), headers: { 'If-None-Match': tag } })
      expect(again.status).toBe(304)
      await hold(id, again)
    }
    expect(await call('summary')).toMatchObject({
      contractNumber: '04',
      by: 'call',
      period: { ...day, startHour: 0, endHour: 23 },
      missingDays: [],
      filter: null,
      totals: { records: 127 },
    })
    expect(await call('summary', { query: { ...day, by: 'destination' } })).toMatchObject({
      totals: { acceptedPages: null },
    })
  })

  await test.step('files of a search, and why there are none', async () => {
    const masked = await newAccount({ masksNumbers: true })
    const maskedKey = await newKey(masked)
    // From before its numbers were masked.
    const byNumber = await withDatabase(() =>
      keepFilter({ ...masked, masksNumbers: false }, { callerStart: '0' }),
    )
    const foreign = await withDatabase(async () => keepFilter(await newAccount(), { chargeFrom: 1 }))
    for (const id of queried) {
      await call(id)
      expect(await call(id, { query: { ...day, filter: foreign } })).toMatchObject({ code: 'notFound' })
      expect(await call(id, { key: maskedKey, query: { ...day, filter: byNumber } })).toMatchObject({
        status: 403,
        code: 'numbersMasked',
      })
      expect(
        await call(id, { query: { startDate: '2014-07-32', startHour: '24', by: 'x', typo: '1' } }),
      ).toMatchObject({
        status: 400,
        errors: expect.arrayContaining([
          expect.objectContaining({ parameter: 'typo', code: 'unknownParameter' }),
          expect.objectContaining({ parameter: 'startDate', code: 'noSuchDay' }),
          expect.objectContaining({ parameter: 'startHour', code: 'unknownValue' }),
          expect.objectContaining({ parameter: 'endDate', code: 'required' }),
          expect.objectContaining({ parameter: 'by', code: 'unknownValue' }),
        ]) as unknown,
      })
    }
    for (const id of ['usageCsv', 'usageXlsx']) {
      expect(await call(id, { query: emptyDay })).toMatchObject({ code: 'noRecords' })
      expect(await call(id, { query: { ...day, encoding: 'utf-16' } })).toMatchObject({
        errors: [expect.objectContaining({ parameter: 'encoding' })],
      })
    }
  })

  await test.step('a bulk set from its beginning to its end', async () => {
    const taken = await callApi('requestExport', { key, body: order })
    const set = (await hold('requestExport', taken)) as { id: string }
    const address = { exportId: set.id, part: '1' }
    expect(taken.headers.get('location')).toBe(`/api/v1/exports/${set.id}`)
    await expect(async () => {
      expect(await call('export', { address })).toMatchObject({
        state: 'ready',
        call: null,
        failure: null,
        search: { filter: null },
      })
    }).toPass({ timeout: 60_000 })
    expect(await call('requestExport', { body: order })).toMatchObject({ status: 409, exportId: set.id })
    const strangers = [await newAccount(), await newAccount({ contractNumber: '05' })]
    for (const stranger of strangers) {
      const foreignKey = await newKey(stranger)
      for (const id of [...ofSet, 'deleteExport'])
        expect(await call(id, { key: foreignKey, address })).toMatchObject({ status: 404 })
    }
    for (const id of ['exportFile', 'exportZip', 'exportManifest']) {
      await call(id, { address })
      await call(id, { address, headers: { Range: 'bytes=1-9' } })
      await call(id, { address, headers: { Range: 'bytes=99999999-' } })
    }
    expect(
      await call('deleteExport', { address, headers: { Origin: 'https://evil.example' } }),
    ).toMatchObject({
      status: 403,
    })
    await call('deleteExport', { address })
    for (const id of [...ofSet, 'deleteExport'])
      expect(await call(id, { address })).toMatchObject({ status: 404 })
  })

  await test.step('what is no order of a set', async () => {
    const refused = async (body: string, headers: Record<string, string> = {}) =>
      call('requestExport', { body, headers })
    expect(await refused('{')).toMatchObject({ code: 'bodyNotJson' })
    expect(await refused('[]')).toMatchObject({ code: 'parametersWrong' })
    expect(await refused(JSON.stringify({ ...day, startHour: '0', typo: 1 }))).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ parameter: 'typo', code: 'unknownParameter' }),
        expect.objectContaining({ parameter: 'startHour', code: 'unknownValue' }),
      ]) as unknown,
    })
    expect(await refused(JSON.stringify(emptyDay))).toMatchObject({ code: 'noRecordsForBulk' })
    expect(await refused(order, { 'Content-Type': 'text/plain' })).toMatchObject({ status: 415 })
    expect(await refused(order, { Origin: 'https://evil.example' })).toMatchObject({ status: 403 })
    expect(await refused(' '.repeat(1_100_000))).toMatchObject({ status: 413 })
    expect(await refused(JSON.stringify({ ...day, filter: randomUUID() }))).toMatchObject({ status: 404 })
  })

  await test.step('beyond the limit of a key', async () => {
    const busy = await newKey(account, '忙しい鍵')
    for (let request = 0; request < keyRequestsMax; request += 1)
      expect((await callApi('status', { key: busy })).status).toBe(200)
    for (const { id, isOpen } of operations) {
      if (isOpen) continue
      const refused = await callApi(id, { key: busy, ...rightCall(id) })
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await hold(id, refused)).toMatchObject({ status: 429, code: 'requestsTooMany' })
    }
    // The limit is of that key alone.
    const another = await callApi('status', { key })
    expect(another.headers.get('ratelimit-policy')).toBe(`"key";q=${keyRequestsMax};w=${keyWindowSeconds}`)
    expect(another.headers.get('ratelimit')).toMatch(/^"key";r=\d+;t=\d+$/)
  })

  for (const operation of operations) {
    const described = [...Object.keys(operation.answers).map(Number), ...problemsOf(operation)]
    const missing = described.filter(
      (status) => !notProvoked.includes(status) && !seen.get(operation.id)!.has(status),
    )
    expect(missing, `${operation.id} was never answered by`).toEqual([])
  }
})
