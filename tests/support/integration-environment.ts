import { randomBytes } from 'node:crypto'
import path from 'node:path'

// Before lib/env.ts reads them. The folder is removed like that of any run of tests.
const run = `test-${process.pid}-${randomBytes(4).toString('hex')}`
process.env.AUTH_SECRET = randomBytes(32).toString('hex')
process.env.PORTAL_DATA_DIRECTORY = path.resolve(__dirname, '../../.data', run)
