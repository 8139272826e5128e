import fc from 'fast-check'
import { countUsage } from '@/lib/usage/count'
import { targetScope } from '@/lib/usage/download-target'
import { readFileFacts } from '@/lib/usage/file-offer'
import { createTestUser, unmasked } from '@/tests/support/account'
import { generatedDay, generateUsage } from '@/tests/support/generated-usage'
import { anyKind, anyPeriod, guarded, outside, searchOf, useNamedUsage } from '@/tests/support/named-usage'
import { storeNames } from '@/tests/support/number-names'

const { pool, user, csvOf, anyNames } = useNamedUsage()

const lostIn = (text: string) => [...text].filter((character) => outside.includes(character)).length

test('what Shift_JIS loses of a file is known before it is made, to the character, with names and without', async () => {
  await pool().query(`INSERT INTO usage_code (kind, code, first_seen_on) VALUES ('area', $1, '2026-01-30')`, [
    outside,
  ])
  await pool().query(`UPDATE usage_call SET area = $1 WHERE contract_number = '04' AND call_id % 7 = 0`, [
    outside,
  ])
  await fc.assert(
    fc.asyncProperty(
      await anyNames(),
      anyPeriod,
      anyKind,
      fc.boolean(),
      async (names, period, kind, isNarrowed) => {
        await storeNames(pool(), '04', names)
        const filter = { id: '1', conditions: { callerStart: '04', calleeStart: '0' } }
        const target = searchOf(period, kind, isNarrowed ? { filter } : {})
        const { records } = await countUsage(user(), target.search, kind)
        fc.pre(records > 0)
        const facts = await readFileFacts(targetScope(user(), target), records, 'csv')
        expect(facts.isNamed).toBe(true)
        const lossOf = async (withNames: boolean) =>
          lostIn((await csvOf(target, { ...guarded, withNames })).toString())
        expect(facts.charactersLost).toBe(await lossOf(false))
        expect(facts.charactersLost + facts.nameCharactersLost).toBe(await lossOf(true))
      },
    ),
    { numRuns: 15 },
  )
  await pool().query(`UPDATE usage_call SET area = 'JAPAN' WHERE area = $1`, [outside])
})

test('a list of 50,000 names that Shift_JIS lacks is counted whole', async () => {
  const { contractNumber } = await createTestUser({ contractNumber: 'many-names' })
  await generateUsage(pool(), contractNumber, 2_000)
  const names = Array.from({ length: 49_999 }, (_, index) => ({
    number: `1${index}`,
    ...{ name: '😀', department: '', accountCode: '' },
  }))
  await storeNames(pool(), contractNumber, [
    ...names,
    { number: '@userco.jp', name: '名', department: '서울', accountCode: '😀' },
  ])
  const { search } = searchOf(
    { startDate: generatedDay, startHour: 0, endDate: generatedDay, endHour: 23 },
    'call',
  )
  const scope = targetScope(unmasked(contractNumber), { search })
  expect(await readFileFacts(scope, 20, 'csv')).toMatchObject({ nameCharactersLost: 4 * 3 })
})
