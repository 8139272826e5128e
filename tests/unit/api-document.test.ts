import { createTranslator, type Messages } from 'next-intl'
import { apiDocument } from '@/lib/api/api-document'
import { apiValues } from '@/lib/api/api-values'
import { codesOf, operations, problemsOf } from '@/lib/api/operations'
import { problemCodes, problemStatus } from '@/lib/api/problem-codes'
import { catalogues } from '@/lib/i18n/catalogues'
import { locales } from '@/lib/i18n/locale'

interface Schema {
  properties?: Record<string, { description?: string; enum?: string[] }>
  required?: string[]
}

const documents = locales.map((locale) => {
  const messages = catalogues[locale] as Messages
  return apiDocument(createTranslator({ locale, messages, namespace: 'api' }), apiValues)
})
const schemasOf = (document: (typeof documents)[number]) =>
  Object.entries(document.components!.schemas as Record<string, Schema>)

/** A request may leave out what has a default, and a problem has members of its code. */
const ofNoAnswer = ['ExportRequest', 'Problem']

test('each member of an answer is always there', () => {
  for (const [name, { properties = {}, required = [] }] of schemasOf(documents[0]!))
    if (!ofNoAnswer.includes(name)) expect([name, required]).toEqual([name, Object.keys(properties)])
})

test('each member is explained, those of problems too', () => {
  for (const document of documents)
    for (const [name, { properties = {} }] of schemasOf(document))
      for (const [member, { description }] of Object.entries(properties))
        expect([name, member, description]).toEqual([name, member, expect.stringMatching(/\S/)])
  const [, problem] = schemasOf(documents[0]!).find(([name]) => name === 'Problem')!
  expect(Object.keys(problem.properties!)).toEqual(expect.arrayContaining(['records', 'max', 'seconds']))
  expect(problem.properties!.code!.enum).toEqual([...problemCodes])
})

test('each operation names the codes of each of its refusals, and what Allow says of 405', () => {
  for (const document of documents)
    for (const operation of operations) {
      const { responses } = document.paths![operation.path]![operation.method]!
      const described = responses as Record<string, { description: string; headers?: object }>
      expect(problemsOf(operation)).toEqual(expect.arrayContaining([400, 405, 500, 503]))
      expect(described['405']!.headers).toHaveProperty('Allow')
      for (const code of codesOf(operation))
        expect(described[String(problemStatus(code))]!.description).toContain(code)
    }
})

test('each code is one that some operation may answer with', () => {
  expect(new Set(operations.flatMap(codesOf))).toEqual(new Set(problemCodes))
})
