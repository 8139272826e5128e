import { expect } from '@playwright/test'
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { ApiDocument } from '@/lib/api/api-document'
import { codesOf, operations, type Operation } from '@/lib/api/operations'
import { problemStatus, type ProblemCode } from '@/lib/api/problem-codes'
import { setAuthSecret } from '@/lib/env'
import { apiBase, apiPaths } from '@/lib/api-paths'
import { problemType } from '@/lib/http/problem'
import { readLocalSecret } from '@/scripts/local-secret'
import { createTestKey } from '@/tests/support/api-keys'
import type { TestAccount } from '@/tests/support/account'
import { withDatabase } from './account'

/** Where the portal under test is. */
export const portalUrl = (address: string) => new URL(address, process.env.PORTAL_TEST_URL!)

/** A key of the portal under test. */
export async function newKey(account: TestAccount, name?: string): Promise<string> {
  setAuthSecret(await readLocalSecret(process.env.PORTAL_TEST_DATA!))
  return withDatabase(() => createTestKey(account, name))
}

/** What a program sends. */
export interface ApiCall {
  key?: string
  /** What stands for the names in the address. */
  address?: Record<string, string>
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: string
  /** Another one than the operation's. */
  method?: string
}

const operationOf = (id: string) => operations.find((operation) => operation.id === id)!

/** Asks for one of the operations of the description. */
export function callApi(id: string, { key, address = {}, query, headers, body, ...other }: ApiCall = {}) {
  const { method, path } = operationOf(id)
  const named = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(address[name]!))
  const url = portalUrl(`${apiBase}${named}`)
  url.search = new URLSearchParams(query).toString()
  return fetch(url, {
    method: other.method ?? method.toUpperCase(),
    headers: {
      ...(key && { Authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body,
  })
}

/** The description that the portal gives, and what holds answers against it. */
export async function readDescription() {
  const answer = await fetch(portalUrl(apiPaths.description()))
  const document = (await answer.json()) as ApiDocument
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(document, 'description')
  const seen = new Map<string, Set<number>>(operations.map(({ id }) => [id, new Set()]))

  /** Fails unless an answer is one that the description has for the operation: status, headers, type and body. */
  async function hold(id: string, response: Response): Promise<unknown> {
    const { method, path } = operationOf(id)
    const described = document.paths![path]![method as Operation['method']]!.responses![
      String(response.status)
    ] as {
      headers?: Record<string, unknown>
      content?: Record<string, { schema: object }>
    }
    expect(described, `${id} answers ${response.status}`).toBeDefined()
    seen.get(id)!.add(response.status)
    for (const name of Object.keys(described.headers ?? {}))
      expect(response.headers.has(name), `${id} ${response.status} has ${name}`).toBe(true)
    const bytes = Buffer.from(await response.arrayBuffer())
    const type = response.headers.get('content-type')?.split(';')[0]
    if (!described.content) {
      expect(bytes).toHaveLength(0)
      return undefined
    }
    expect(Object.keys(described.content), `${id} ${response.status} is ${type}`).toContain(type)
    // A part of a file of JSON is none.
    if (!type!.endsWith('json') || response.status === 206) return bytes
    const body: unknown = JSON.parse(bytes.toString())
    const validate: ValidateFunction = ajv.compile(absolute(described.content[type!]!.schema))
    expect(validate(body), `${id} ${response.status}: ${JSON.stringify(validate.errors)}`).toBe(true)
    if (type === problemType)
      expectCode(operationOf(id), response.status, (body as { code: ProblemCode }).code)
    return body
  }
  return { document, ajv, seen, hold }
}

/** Fails unless an operation may be refused with a code, by its status. */
function expectCode(operation: Operation, status: number, code: ProblemCode) {
  expect(codesOf(operation), `${operation.id} ${status}`).toContain(code)
  expect(problemStatus(code), code).toBe(status)
}

/** A schema whose references lead into the description. */
const absolute = (schema: object) =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"description#/')) as object
