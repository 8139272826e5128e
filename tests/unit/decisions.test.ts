import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.join(__dirname, '../../docs/decisions')
const records = readdirSync(folder)
  .filter((name) => /^\d{4}-/.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
const index = readFileSync(path.join(folder, 'README.md'), 'utf8').replace(/ +/g, ' ')

test.each(records)('$name says its date and status, and stands in the index with both', ({ name, text }) => {
  const [heading = '', , dated = ''] = text.split('\n')
  const [, number, title] = /^# (\d+)\. (.+)$/.exec(heading) ?? []
  const [, date, status] = /^(\d{4}-\d{2}-\d{2}) · (accepted|superseded by \d+)$/.exec(dated) ?? []
  expect(Number(name.slice(0, 4))).toBe(Number(number))
  expect(index).toContain(`| ${number} | [${title}](${name}) | ${date} | ${status} |`)
})

test('a record that supersedes another is there', () => {
  for (const { text } of records) {
    const by = /superseded by (\d+)$/m.exec(text)?.[1]
    if (by) expect(records.some(({ text: other }) => other.startsWith(`# ${by}. `))).toBe(true)
  }
})
