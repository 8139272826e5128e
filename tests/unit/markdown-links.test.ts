import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(__dirname, '../..')
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
]

/** The marks of a document's headings, as GitHub makes them. */
const anchorsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** Where the links and pictures of a document lead, but for those to other sites. */
function targetsOf(document: string): string[] {
  const text = readFileSync(path.join(root, document), 'utf8').replace(/^```[^]*?^```/gm, '')
  return [...text.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
}

test('the documents have links', () => {
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/README.md']))
  expect(targetsOf('README.md')).toContain('docs/README.md')
})

test.each(documents)('every link of %s leads somewhere', (document) => {
  const broken = targetsOf(document).filter((target) => {
    const [place, anchor] = target.split('#', 2) as [string, string?]
    const file = place ? path.resolve(root, path.dirname(document), place) : path.join(root, document)
    return !existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor))
  })
  expect(broken).toEqual([])
})

test('the index names every document', () => {
  const others = documents.filter(
    (document) => /^docs\/[^/]+\.md$/.test(document) && document !== 'docs/README.md',
  )
  const named = targetsOf('docs/README.md').map((target) => path.join('docs', target))
  expect(others.filter((document) => !named.includes(document))).toEqual([])
})
