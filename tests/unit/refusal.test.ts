import { refusalAnswer } from '@/lib/errors'
import { refusalOf } from '@/lib/http/refusal'

interface Head {
  method?: string
  url?: string
  headers?: Record<string, string>
}
test.each<[Head, number | undefined]>([
  [{ url: '/exports/%zz/zip' }, 400],
  [{ url: '/exports/%80/zip' }, 400],
  [{ url: '/exports/%00/zip' }, 400],
  [{ url: '*' }, 400],
  [{ url: '/\\x.example' }, 400],
  [{ url: '/api/v1/../v1/status' }, 400],
  [{ url: '/x/%2E%2e/api/v1/status' }, 400],
  [{ url: '/help/..%2fmenu' }, undefined],
  [{ url: '/menu/.' }, 400],
  [{ url: '/menu/..' }, 400],
  [{ url: '/menu/...' }, undefined],
  [{ url: '/help/a..b?next=/../x' }, undefined],
  [{ headers: { host: '' } }, 400],
  [{ headers: { host: 'a b' } }, 400],
  [{ headers: { 'x-forwarded-host': 'x/y' } }, 400],
  [{ headers: { 'next-router-state-tree': 'nonsense' } }, 400],
  [{ headers: { 'next-router-state-tree': '%5B%22%22%2C%7B%7D%5D' } }, undefined],
  [{ method: 'TRACE' }, 405],
  [{ method: 'DELETE' }, 405],
  [{ method: 'POST', headers: { origin: 'https://evil.example' } }, 403],
  [{ method: 'POST', headers: { origin: 'null' } }, 403],
  [{ method: 'POST', headers: { origin: 'nonsense' } }, 403],
  [{ method: 'POST', headers: { origin: 'http://localhost' } }, undefined],
  [
    { method: 'POST', headers: { origin: 'https://portal.example', 'x-forwarded-host': 'portal.example' } },
    undefined,
  ],
  [{ method: 'POST' }, undefined],
  [{ url: '/usage?area=%zz' }, undefined],
  [{ url: '/help/%E3%81%82' }, undefined],
])('%j is refused with %s', (head, status) => {
  const request = { method: 'GET', url: '/menu', ...head, headers: { host: 'localhost', ...head.headers } }
  const refusal = refusalOf(request as Parameters<typeof refusalOf>[0])
  expect(refusal && refusalAnswer(refusal).status).toBe(status)
})
