import fc from 'fast-check'
import { addJapanDays } from '@/lib/time/japan-time'
import { countUsage, countUsageByKind } from '@/lib/usage/count'
import { periodInstants } from '@/lib/usage/period'
import { preflight } from '@/lib/usage/preflight'
import { runSearch } from '@/lib/usage/run-search'
import { usageOutputs, type UsageKind } from '@/lib/usage/search'
import { anyPeriodOf, randomDays, useRandomUsage } from '@/tests/support/random-usage'

const { firstDay, days } = randomDays
const now = new Date('2026-02-10T03:00:00Z')
const source = { address: null, userAgent: null }

const { pool, user } = useRandomUsage()

const anyPeriod = anyPeriodOf(firstDay, days)
const anyKind = fc.constantFrom<UsageKind>('call', 'destination')
const tableOf = { call: 'usage_call', destination: 'usage_destination' }

test('count and totals equal a plain sum over the records, for any period', async () => {
  await fc.assert(
    fc.asyncProperty(anyPeriod, anyKind, async (period, kind) => {
      const { from, until } = periodInstants(period)
      const destinations = kind === 'call' ? 'coalesce(sum(destination_count), 0)' : 'count(*)'
      const accepted = kind === 'call' ? 'coalesce(sum(accepted_pages), 0)' : '0'
      const { rows } = await pool().query(
        `SELECT count(*)::int AS records, ${destinations}::text AS destinations,
                ${accepted}::text AS "acceptedPages",
                coalesce(sum(sent_pages), 0)::text AS "sentPages",
                coalesce(sum(billed_pages), 0)::text AS "billedPages", coalesce(sum(charge), 0)::text AS charge
         FROM ${tableOf[kind]} WHERE contract_number = '04' AND called_at >= $1 AND called_at < $2`,
        [from, until],
      )
      const totals = await countUsage(user(), period, kind)
      expect({
        ...totals,
        destinations: String(totals.destinations),
        acceptedPages: String(totals.acceptedPages),
        sentPages: String(totals.sentPages),
        billedPages: String(totals.billedPages),
        charge: String(totals.charge),
      }).toEqual(rows[0])
    }),
    { numRuns: 60 },
  )
})

test('hours equal those of the records; they are told only of the kinds asked for, and past the limit', async () => {
  const kinds = ['call', 'destination'] as const
  await fc.assert(
    fc.asyncProperty(anyPeriod, fc.subarray([...kinds]), fc.nat(200), async (period, hoursOf, recordsMax) => {
      const { from, until } = periodInstants(period)
      const counted = await countUsageByKind(user(), period, { hoursOf: { kinds: hoursOf, recordsMax } })
      for (const kind of kinds) {
        const { rows } = await pool().query<{ hourAt: number; records: number }>(
          `SELECT (extract(epoch FROM date_trunc('hour', called_at)) * 1000)::float8 AS "hourAt",
                  count(*)::int AS records
           FROM ${tableOf[kind]} WHERE contract_number = '04' AND called_at >= $1 AND called_at < $2
           GROUP BY 1 ORDER BY 1`,
          [from, until],
        )
        const isTold = hoursOf.includes(kind) && counted.totals[kind].records > recordsMax
        expect(counted.hours[kind]).toEqual(isTold ? rows : undefined)
      }
    }),
    { numRuns: 60 },
  )
})

test('a search tells the totals, offers and days that are read by themselves, and the span of its records', async () => {
  let offered = 0
  await fc.assert(
    fc.asyncProperty(anyPeriod, anyKind, fc.constantFrom(...usageOutputs), async (period, by, output) => {
      const found = await runSearch(user(), { ...period, by, output }, source, now)
      const alone = await preflight(user(), period, output)
      const other = by === 'call' ? 'destination' : 'call'
      expect(found.preflight[by]).toEqual(alone[by])
      expect(found.preflight[other]).toEqual({ totals: alone[other].totals })
      if (alone[by].offers) offered++
      const { from, until } = periodInstants(period)
      const { rows } = await pool().query<{ first: Date | null; last: Date }>(
        `SELECT min(called_at) AS first, max(called_at) AS last FROM ${tableOf[by]}
         WHERE contract_number = '04' AND called_at >= $1 AND called_at < $2`,
        [from, until],
      )
      expect(found.span).toEqual(rows[0]!.first ? rows[0] : undefined)
      expect(found.days).toEqual({ completeUntil: addJapanDays(firstDay, days - 1) })
    }),
    { numRuns: 40 },
  )
  expect(offered).toBeGreaterThan(0)
})
