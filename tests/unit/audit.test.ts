import { reachesLimits, type PageScore } from '@/tests/audit/support/scores'
import { scoreTable, weightTable } from '@/tests/audit/support/tables'
import type { PageWeight } from '@/tests/support/page-weight'
import { isWithinLimit, scriptLimitOf } from '@/tests/support/weight-limits'

const weighing = (gzip: number, served = gzip): PageWeight => ({
  page: '/menu',
  script: { gzip, served },
  style: { gzip: 8_000, served: 8_000 },
  html: { gzip: 6_000, served: 7_000 },
  requests: 12,
  scripts: [],
})
const limit = scriptLimitOf('/menu')

test.each([
  [weighing(limit), true],
  [weighing(limit + 1), false],
  [weighing(limit - 1_000, limit + 1), false],
])('a page may have as much script as its limit, compressed in either way', (weight, isKept) => {
  expect(isWithinLimit(weight)).toBe(isKept)
  expect(weightTable([weight]).split('\n')[1]).toMatch(isKept ? / yes$/ : / NO$/)
})

const scored = (preset: PageScore['preset'], performance: number, accessibility = 100): PageScore => ({
  page: '/menu',
  preset,
  scores: { performance, accessibility, 'best-practices': 100 },
  lacking: ['unused-javascript'],
})

test.each([
  [scored('desktop', 95), true],
  [scored('desktop', 94), false],
  [scored('mobile', 85), true],
  [scored('mobile', 84), false],
  [scored('mobile', 100, 99), false],
  [scored('desktop', Number.NaN), false],
])('a page is to reach the scores of its preset, each of them', (score, isKept) => {
  expect(reachesLimits(score)).toBe(isKept)
  expect(scoreTable([score])).toContain(isKept ? 'yes' : 'NO')
})
