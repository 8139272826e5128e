import { citusUrl } from './citus'

/** Tests of what only a Citus cluster shows; without one they are skipped, and their name says what they ask for. */
export const describeOnCitus: (name: string, tests: () => void) => void = (name, tests) =>
  citusUrl ? describe(name, tests) : describe.skip(`${name} (needs CITUS_DATABASE_URL)`, tests)

/** A test of what one PostgreSQL alone shows, or whose own SQL asks tables that are spread for what they do not give. */
export const testOnPlain: typeof test = citusUrl ? (test.skip as typeof test) : test
