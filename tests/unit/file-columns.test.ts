import { formulaSafeSql } from '@/lib/files/formula-safe'
import { columnsOf, fileColumnsOf } from '@/lib/usage/columns'
import { fileColumnsSql } from '@/lib/usage/file-columns'
import { usageKinds } from '@/lib/usage/search'

const nameKeys = [
  ...['callerName', 'callerDepartment', 'callerAccountCode'],
  ...['calleeName', 'calleeDepartment', 'calleeAccountCode'],
]

describe.each(usageKinds)('a file of a search by %s', (kind) => {
  test('has the columns of the result, and those of names at its end where they are asked for', () => {
    expect(fileColumnsOf(kind, false)).toEqual(columnsOf(kind))
    const columns = fileColumnsOf(kind, true)
    expect(columns.slice(0, -6)).toEqual(columnsOf(kind))
    expect(columns.slice(-6).map(({ key, isNumber }) => [key, isNumber])).toEqual(
      nameKeys.map((key) => [key, false]),
    )
  })

  test('is read by as many expressions, of which those of names are guarded as any text is', () => {
    for (const formulas of ['guarded', 'asis'] as const) {
      const without = fileColumnsSql({ kind, masksNumbers: false }, formulas, false)
      const expressions = fileColumnsSql({ kind, masksNumbers: false }, formulas, true)
      expect(without).toHaveLength(columnsOf(kind).length)
      expect(expressions.slice(0, -6)).toEqual(without)
      const own = ['caller', 'callee'].flatMap((party) =>
        [0, 1, 2].map((part) => `nullif(names -> ${party}_number ->> ${part}, '')`),
      )
      expect(expressions.slice(-6)).toEqual(formulas === 'asis' ? own : own.map(formulaSafeSql))
    }
  })
})
