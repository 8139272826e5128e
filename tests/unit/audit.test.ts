import { reachesLimits, type PageScore } from '@/tests/audit/support/scores'
import { scoreTable, weightTable } from '@/tests/audit/support/tables'
import type { PageWeight } from '@/tests/support/page-weight'
import { isWithinLimit } from '@/tests/support/weight-limits'

const weighing = (page: string, gzip: number, served = gzip): PageWeight => ({
  page,
  script: { gzip, served },
  style: { gzip: 8_000, served: 8_000 },
  html: { gzip: 6_000, served: 7_000 },
  requests: 12,
  scripts: [],
})

test.each([
  [weighing('/menu', 150_000), true],
  [weighing('/menu', 150_001), false],
  [weighing('/menu', 149_000, 150_001), false],
  [weighing('/login', 160_353), true],
  [weighing('/login', 160_354), false],
  [weighing('/usage', 160_353), true],
  [weighing('/usage', 159_000, 160_354), false],
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
