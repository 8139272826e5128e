import { readFile } from 'node:fs/promises'
import { migrationNames } from '@/lib/db/migrate'
import { splitStatements } from '@/lib/db/split-statements'

const textsOf = (script: string) => splitStatements(script).map(({ text }) => text.trim())

test.each([
  ["SELECT ';'; SELECT 'it''s;'", ["SELECT ';'", "SELECT 'it''s;'"]],
  [String.raw`SELECT E'\';'; SELECT 1`, [String.raw`SELECT E'\';'`, 'SELECT 1']],
  ['SELECT 1 AS "a;b"; SELECT 2', ['SELECT 1 AS "a;b"', 'SELECT 2']],
  ['DO $$ BEGIN; END; $$; SELECT 1;', ['DO $$ BEGIN; END; $$', 'SELECT 1']],
  ['DO $a$ $$;$$ ; $a$; SELECT $1;', ['DO $a$ $$;$$ ; $a$', 'SELECT $1']],
  ["-- it's; one\nSELECT 1; /* ; */ SELECT 2", ["-- it's; one\nSELECT 1", '/* ; */ SELECT 2']],
  ['SELECT 1;\n-- the end;\n', ['SELECT 1']],
  ['\n ; ;', []],
])('%j is split at the semicolons that end a statement', (script, expected) => {
  expect(textsOf(script)).toEqual(expected)
})

test('a statement knows its line', () => {
  expect(splitStatements('SELECT 1;\n\nSELECT\n2; SELECT 3').map(({ line }) => line)).toEqual([1, 1, 4])
})

test('each migration is split without losing anything of it', async () => {
  for (const name of await migrationNames()) {
    const script = await readFile(`prisma/migrations/${name}/migration.sql`, 'utf8')
    const statements = textsOf(script)
    expect(statements.length).toBeGreaterThan(0)
    for (const statement of statements)
      expect(statement.replace(/^(--[^\n]*\n\s*)+/, '')).toMatch(
        /^(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE|SELECT|TRUNCATE|DO|COMMENT|WITH|GRANT|REVOKE|SET) /,
      )
    const bare = (text: string) => text.replace(/[\s;]/g, '')
    expect(bare(statements.join('')).length).toBeGreaterThan(0)
    expect(bare(script).startsWith(bare(statements.join('')))).toBe(true)
  }
})
