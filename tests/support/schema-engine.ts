import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { Pool, type QueryConfig, type QueryResult } from 'pg'
import { PlainError } from '@/lib/plain-error'

/**
 * Prisma's schema engine on one database, as WebAssembly: the native one comes from a host that many machines
 * cannot reach.
 * @throws PlainError with the engine's reason.
 */
export async function withEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadEngine()
  const pool = openCatalogPool(databaseUrl)
  const adapters = bindMigrationAwareSqlAdapterFactory(new CompleteAdapters(pool))
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapters)
  try {
    return await work(engine)
  } catch (error) {
    // The engine adds its own call stack, in numbered lines, to the message.
    const [reason] = String((error as Error).message).split(/\n +0: /)
    throw new PlainError(`Prisma's schema engine: ${panic ?? reason}`)
  } finally {
    engine.free()
    await pool.end()
  }
}

/**
 * Prisma's adapter, made good in two respects. It cuts a script at every semicolon, also inside a function's
 * body, and runs the pieces: sent whole, the server takes it as one transaction. And it does not know the
 * one-letter type of PostgreSQL's catalogue, which the engine reads.
 */
class CompleteAdapters extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.executeScript = async (sql) => void (await adapter.executeRaw({ sql, args: [], argTypes: [] }))
    adapter.queryRaw = async (query) => {
      const { columnNames, columnTypes, rows } = await queryRaw(query)
      return {
        columnNames: columnNames.map((name) => name.replace(letterMark, '')),
        columnTypes: columnTypes.map((type, i) =>
          columnNames[i]?.endsWith(letterMark) ? ColumnTypeEnum.Character : type,
        ),
        rows,
      }
    }
    return adapter
  }
}

const letterMark = '::"char"'
const letterOid = 18
const textOid = 25

/** Hands one-letter columns to the adapter as text with a mark in their name. */
function openCatalogPool(databaseUrl: string): Pool {
  const pool = new Pool({ connectionString: databaseUrl })
  const query = pool.query.bind(pool) as (config: QueryConfig) => Promise<QueryResult>
  const queryMarked = async (config: QueryConfig) => {
    const result = await query(config)
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === letterOid)
        Object.assign(field, { name: field.name + letterMark, dataTypeID: textOid })
    }
    return result
  }
  return Object.assign(pool, { query: queryMarked })
}

let loaded: ReturnType<typeof instantiate> | undefined

const loadEngine = () => (loaded ??= instantiate())

/** The package's own entry imports its .wasm as a module, which Node cannot: so it is put together here. */
async function instantiate() {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasmFile = path.join(
    path.dirname(require.resolve('@prisma/schema-engine-wasm')),
    'schema_engine_bg.wasm',
  )
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => (panic = text) } })
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), {
    './schema_engine_bg.js': withIdleTimers(engine as unknown as WebAssembly.ModuleImports),
  })
  engine.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return engine
}

/** The engine forgets to clear its timers: unless they are idle, a finished process would wait 10 s for them. */
function withIdleTimers(imports: WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  const idle =
    (start: (...args: unknown[]) => NodeJS.Timeout) =>
    (...args: unknown[]) =>
      start(...args).unref()
  return Object.fromEntries(
    Object.entries(imports).map(([name, value]) => [
      name,
      name.includes('_setTimeout_') ? idle(value as (...args: unknown[]) => NodeJS.Timeout) : value,
    ]),
  )
}

/** The engine's last words, should it panic: the error that reaches the caller says only `unreachable`. */
let panic: string | undefined
