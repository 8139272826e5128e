import { defineConfig } from 'prisma/config'

// `generate` and `validate` never run the native schema engine, but look for it and would download it:
// many machines cannot reach that host. lib/db/migrate.ts applies the migrations.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'node --import tsx prisma/seed.ts' },
})
