import fc from 'fast-check'
import { routeOf } from '@/lib/metrics/routes'
import { handlersOfApp, pagesOfApp } from '@/tests/support/pages-of-app'

const folders = [...pagesOfApp(), ...handlersOfApp()].filter((folder) => folder !== '/api/v1/[[...address]]')

test.each(folders)('the route of %s is its own', (folder) => {
  const address = folder.replace(/\[[^\]]+\]/g, '2026-10')
  expect(routeOf(`${address}?q=1`)).toBe(folder.replace(/\[[^\]]+\]/g, '[]'))
})

test('of what strangers ask for no word stands in a route', () => {
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      expect(routeOf(`/x${path}`)).toMatch(/^(\/(\[\]|[a-z0-9_.-]*)){1,6}$/)
      expect(routeOf(`/secret-word${path}`)).not.toContain('secret-word')
    }),
  )
})
