import { useTranslations } from 'next-intl'
import { apiDocument, type ApiDocument } from '@/lib/api/api-document'
import { apiValues } from '@/lib/api/api-values'
import { apiExamples, keyFileExample, type ApiExample } from '@/lib/api/examples'
import { codesWith, operations, problemsOf } from '@/lib/api/operations'
import { CodeBlock } from './code-block'
import { HelpTable } from './help-table'

/** The description that programs read, in the language of the page: what these parts show is taken from it. */
const useDocument = () => apiDocument(useTranslations('api'), apiValues)

type PathItem = NonNullable<ApiDocument['paths']>[string]

const code = (text: string) => <code className="font-mono wrap-anywhere">{text}</code>

function operationsOf(document: ApiDocument) {
  const [{ url: base = '' } = {}] = document.servers ?? []
  return operations.map(({ id, method, path }) => ({
    id,
    call: `${method.toUpperCase()} ${base}${path}`,
    operation: (document.paths![path] as PathItem)[method]!,
  }))
}

/** Each thing that can be asked for. */
export function ApiOperations() {
  const t = useTranslations('help.api.addresses')
  return (
    <HelpTable
      caption={t('title')}
      headings={[t('address'), t('does'), t('answers')]}
      rows={operationsOf(useDocument()).map(({ id, call, operation }) => ({
        key: id,
        cells: [
          code(call),
          <>
            <span className="block font-bold">{operation.summary}</span>
            {operation.description}
          </>,
          Object.keys(operation.responses!)
            .filter((status) => Number(status) < 400)
            .join(', '),
        ],
      }))}
    />
  )
}

interface ShownSchema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  minimum?: number
  maximum?: number
  default?: unknown
  $ref?: string
  items?: ShownSchema
  anyOf?: ShownSchema[]
  description?: string
}

/** What a value is, in the words of JSON Schema, which programmers read in any language. */
function typeText({ type, format, enum: values, minimum, maximum, $ref, items, anyOf }: ShownSchema): string {
  if (anyOf) return anyOf.map(typeText).join(' | ')
  if (type === 'null') return type
  if ($ref) return $ref.split('/').at(-1)!
  if (items) return `${typeText(items)}[]`
  if (values) return values.join(' | ')
  const range = minimum !== undefined && maximum !== undefined ? ` ${minimum}–${maximum}` : ''
  const name =
    format ??
    [type ?? '']
      .flat()
      .filter((each) => each !== 'null')
      .join(' | ')
  return `${name}${range}${[type].flat().includes('null') ? ' | null' : ''}`
}

/** Each parameter of an address, once, by what it is called. */
export function ApiParameters() {
  const t = useTranslations('help.api.parameters')
  const parameters = operationsOf(useDocument()).flatMap(({ operation }) =>
    (operation.parameters ?? []).flatMap((parameter) => ('name' in parameter ? [parameter] : [])),
  )
  const once = [...new Map(parameters.map((parameter) => [parameter.name, parameter])).values()]
  return (
    <HelpTable
      caption={t('title')}
      headings={[t('name'), t('type'), t('meaning'), t('absent')]}
      rows={once.map(({ name, in: place, schema, description, required }) => {
        const of = schema as ShownSchema
        return {
          key: name!,
          cells: [
            <>
              {code(name!)} <span className="font-normal">{t(`places.${place as 'query'}`)}</span>
            </>,
            code(typeText(of)),
            description,
            required ? t('required') : of.default === undefined ? '' : code(String(of.default)),
          ],
        }
      })}
    />
  )
}

/** What bodies hold, a table for each kind of object. */
export function ApiSchemas() {
  const t = useTranslations('help.api.answers')
  const schemas = Object.entries(useDocument().components!.schemas ?? {})
  return schemas.map(([name, schema]) => {
    const { properties = {}, required = [] } = schema as {
      properties?: Record<string, ShownSchema>
      required?: string[]
    }
    const { description } = schema as ShownSchema
    const members = Object.entries(properties)
    return (
      <div key={name} className="flex flex-col gap-1">
        <h3 className="text-18 font-bold">{code(name)}</h3>
        {description && <p>{description}</p>}
        {members.length > 0 && (
          <HelpTable
            caption={name}
            headings={[t('member'), t('type'), t('meaning'), t('always')]}
            rows={members.map(([member, of]) => ({
              key: member,
              cells: [
                code(member),
                code(typeText(of)),
                of.description,
                required.includes(member) ? t('yes') : t('no'),
              ],
            }))}
          />
        )}
      </div>
    )
  })
}

/** Each status of a refusal with its codes, and which calls may answer with it. */
export function ApiErrors() {
  const t = useTranslations('help.api.errors')
  const tApi = useTranslations('api')
  const document = useDocument()
  const statuses = [...new Set(operations.flatMap(problemsOf))].sort()
  const all = operationsOf(document)
  return (
    <HelpTable
      caption={t('title')}
      headings={[t('status'), t('means'), t('codes'), t('from')]}
      rows={statuses.map((status) => {
        const from = all.filter(({ operation }) => String(status) in operation.responses!)
        return {
          key: String(status),
          cells: [
            String(status),
            tApi(`statuses.${status}` as 'statuses.400'),
            code(codesWith(status).join(', ')),
            from.length >= all.length - 1
              ? t('everywhere')
              : from.map(({ id, call }) => (
                  <span key={id} className="block">
                    {code(call)}
                  </span>
                )),
          ],
        }
      })}
    />
  )
}

/** How the key is kept for the examples. */
export function ApiKeyFile() {
  const t = useTranslations('help.api.examples')
  return <CodeBlock label={t('keyFile')}>{keyFileExample}</CodeBlock>
}

/** The calls that are asked for most. */
export function ApiExamples() {
  const t = useTranslations('help.api.examples')
  return (Object.keys(apiExamples) as ApiExample[]).map((example) => (
    <div key={example} className="flex flex-col gap-1">
      <h3 className="text-18 font-bold">{t(example)}</h3>
      <CodeBlock label={t(example)}>{apiExamples[example]}</CodeBlock>
    </div>
  ))
}

const textsOf = (prefix: string, keys: string[]) => keys.map((key) => `${prefix}.${key}`)

/** The texts that each part shows, for the search of the help. */
export const apiTexts = {
  operations: operations.flatMap(({ id }) => textsOf(`api.operations.${id}`, ['summary', 'description'])),
  parameters: [
    ...new Set(
      operations.flatMap(({ address, query, headers }) =>
        [address, query, headers].flatMap((schema) => Object.keys(schema?.shape ?? {})),
      ),
    ),
  ].map((name) => `api.parameters.${name}`),
  errors: [...new Set(operations.flatMap(problemsOf))].map((status) => `api.statuses.${status}`),
  examples: textsOf('help.api.examples', Object.keys(apiExamples)),
  keyFile: ['help.api.examples.keyFile'],
}
