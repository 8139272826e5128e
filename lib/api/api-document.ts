import { OpenApiGeneratorV31, OpenAPIRegistry } from '@asteasolutions/zod-to-openapi'
import type { useTranslations } from 'next-intl'
import { apiBase } from '@/lib/api-paths'
import { codesOf, codesWith, operations, problemsOf, type AnswerHeader, type Operation } from './operations'
import { problemAnswer } from './schemas'

type Texts = ReturnType<typeof useTranslations<'api'>>

export type ApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>

const security = 'key'

const limitHeaders: AnswerHeader[] = ['RateLimit-Policy', 'RateLimit']

/**
 * The description of what programs can ask for, as OpenAPI 3.1, made of the schemas by which requests are read and
 * answers are typed.
 * @param t the language of its words.
 * @param values the limits that they name.
 */
export function apiDocument(t: Texts, values: Record<string, string | number>): ApiDocument {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', security, {
    type: 'http',
    scheme: 'bearer',
    description: t('security'),
  })
  for (const operation of operations) register(registry, operation, t, values)
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: t('title'), version: '1', description: t('lead') },
    servers: [{ url: apiBase }],
  })
  describe(document, t)
  return document
}

function register(
  registry: OpenAPIRegistry,
  operation: Operation,
  t: Texts,
  values: Record<string, string | number>,
): void {
  const { id, method, path, address, query, headers, body, answers } = operation
  registry.registerPath({
    operationId: id,
    method,
    path,
    summary: t(`operations.${id}.summary` as 'operations.status.summary'),
    description: t(`operations.${id}.description` as 'operations.status.description', values),
    security: operation.isOpen ? [] : [{ [security]: [] }],
    request: {
      params: address,
      query,
      headers,
      ...(body && { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: Object.fromEntries([
      ...Object.entries(answers).map(([status, { type, schema, headers: named }]) => [
        status,
        {
          description: statusText(Number(status), t),
          ...headersOf([...(named ?? []), ...(operation.isOpen ? [] : limitHeaders)], t),
          ...(type && { content: { [type]: { schema: schema ?? {} } } }),
        },
      ]),
      ...problemsOf(operation).map((status) => [
        String(status),
        {
          description: `${statusText(status, t)} (code: ${codesWith(status, codesOf(operation)).join(', ')})`,
          ...headersOf(headersOfProblem(status), t),
          content: { 'application/problem+json': { schema: problemAnswer } },
        },
      ]),
    ]),
  })
}

function headersOfProblem(status: number): AnswerHeader[] {
  if (status === 401) return ['WWW-Authenticate']
  if (status === 405) return ['Allow']
  return status === 429 || status === 503 ? ['Retry-After'] : []
}

const statusText = (status: number, t: Texts) => t(`statuses.${status}` as 'statuses.200')

const headersOf = (names: AnswerHeader[] = [], t: Texts) =>
  names.length === 0
    ? {}
    : {
        headers: Object.fromEntries(
          names.map((name) => [
            name,
            { description: t(`headers.${name}` as 'headers.ETag'), schema: { type: 'string' as const } },
          ]),
        ),
      }

/** Adds to each parameter and member what it means. */
function describe(document: ApiDocument, t: Texts): void {
  const meaning = (key: string) => t(key as 'parameters.startDate')
  for (const item of Object.values(document.paths ?? {}))
    for (const operation of [item.get, item.post, item.delete])
      for (const parameter of operation?.parameters ?? [])
        if ('name' in parameter) parameter.description = meaning(`parameters.${parameter.name}`)
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (!('properties' in schema) || !schema.properties) {
      Object.assign(schema, { description: meaning(`schemas.${name}`) })
      continue
    }
    for (const [member, of] of Object.entries(schema.properties)) {
      const description = meaning(`schemas.${name}.${member}`)
      // Beside a reference, as OpenAPI 3.1 has it.
      schema.properties[member] = { ...of, description } as typeof of
    }
  }
}
