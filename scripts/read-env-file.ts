import path from 'node:path'
import { checkout } from './checkout'

// Imported before lib/env.ts: what the environment says stands, and `.env` fills in the rest.
try {
  process.loadEnvFile(path.join(checkout, '.env'))
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
