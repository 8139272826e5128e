import fc from 'fast-check'
import { routeOf, routes } from '@/lib/metrics/routes'
import { handlersOfApp, pagesOfApp } from '@/tests/support/pages-of-app'

test('the routes are the folders of app', () => {
  expect([...routes].sort()).toEqual([...pagesOfApp(), ...handlersOfApp()].sort())
})

test.each(routes)('the route of %s is its own', (route) => {
  const address = route.replace(/\[+\.*[a-zA-Z]+\]+/g, '2026-10')
  expect(routeOf(`${address}?q=1`)).toBe(route)
})

test('what strangers ask for makes no route of its own', () => {
  const known = new Set<string>([...routes, '/_next/static', 'other'])
  fc.assert(fc.property(fc.webPath(), (path) => known.has(routeOf(path))))
  expect(routeOf('/zip/new/of/csv')).toBe('other')
  expect(routeOf('/usage/calls//download')).toBe('other')
  expect(routeOf('*')).toBe('other')
})
