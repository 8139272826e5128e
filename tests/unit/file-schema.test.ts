import { fileSchemas } from '@/lib/help/file-schema'
import { fileColumns, textBytesMax, yenMax, type FieldForm } from '@/lib/ingest/usage-file'

const types: Partial<Record<FieldForm, string>> = {
  time: 'time',
  text: 'text',
  optionalText: 'text',
  number: 'integer',
  optionalNumber: 'integer',
  yen: 'integer',
}

/** What the load lets in, without the keys that no file for customers has. */
const loaded = (file: 'calls' | 'destinations') =>
  fileColumns[file].filter(({ name }) => !['contract_number', 'call_id', 'destination_no'].includes(name))

test.each([
  ['call', 'calls'],
  ['destination', 'destinations'],
] as const)('what the help says of the columns of a file by %s is what is loaded', (schema, file) => {
  const fields = fileSchemas[schema]
  const columns = loaded(file)
  expect(fields.map(({ type }) => type)).toEqual(columns.map(({ form }) => types[form]))
  expect(fields.map(({ absent }) => absent !== undefined)).toEqual(
    columns.map(({ form }) => form.startsWith('optional')),
  )
  for (const [index, { type, lengthMax, unit }] of fields.entries()) {
    expect(unit).toBe({ text: 'bytes', integer: 'digits', time: 'characters' }[type])
    if (type === 'text') expect(lengthMax).toBe(textBytesMax)
    if (columns[index]!.form === 'yen') expect(lengthMax).toBe(String(yenMax).length)
  }
})
