import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const app = path.join(__dirname, '../../app')
const sources = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'route.ts')
  .map((file): [string, string] => [file, readFileSync(path.join(app, file), 'utf8')])
/** Handlers that lead somebody who is not signed in to the sign-in page: people follow links to them. */
const linked = sources.filter(([, source]) => /refuseUntilSignedIn|sendDownload/.test(source))

test('there are addresses that answer with files', () => expect(linked.length).toBeGreaterThanOrEqual(6))

test.each(linked)('%s tells of an unexpected error in words', (_, source) => {
  expect(source).toContain('export const GET = withErrorResponse(')
})

test.each(sources)('%s asks who the user is without a new cookie', (_, source) => {
  expect(source).not.toMatch(/\b(requireUser|currentUser)\(/)
})
