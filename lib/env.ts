import path from 'node:path'
import { z } from 'zod'

/**
 * The environment, read once and checked: the only reader of `process.env` in the project.
 * Each name is described in `.env.example`. A bad value ends the process with one line a value.
 */
const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)

const optional = <T extends z.ZodType>(type: T) => z.preprocess(blankIsAbsent, type.optional())

const base64Of32Bytes = /^[A-Za-z0-9+/]{43}=$/

const isPostgresUrl = (value: string) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value)

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })

/** As URLs are compared: scheme and host in lower case, no slash at the end. */
const normalisedAddress = (address: string) => new URL(address).href.replace(/\/$/, '')

const processNames = [
  'NODE_ENV',
  'NEXT_PHASE',
  'npm_lifecycle_event',
  'LC_ALL',
  'LC_MESSAGES',
  'LANG',
  'SUDO_USER',
  'PATH',
]

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  NEXT_PHASE: z.string().optional(),
  npm_lifecycle_event: z.string().optional(),
  LC_ALL: optional(z.string()),
  LC_MESSAGES: optional(z.string()),
  LANG: optional(z.string()),
  SUDO_USER: optional(z.string()),
  PATH: z.string().default(''),
  PORT: optional(z.coerce.number('must be a port number').int().min(1).max(65_535)),
  DATABASE_URL: optional(z.string().refine(isPostgresUrl, 'must be a postgresql:// address')),
  DATABASE_REPLICA_URL: optional(z.string().refine(isPostgresUrl, 'must be a postgresql:// address')),
  DATABASE_POOLED: optional(z.enum(['on', 'off'])),
  PORTAL_DATA_DIRECTORY: z.preprocess(blankIsAbsent, z.string().default('.data')),
  PORTAL_DEMO: optional(z.enum(['on', 'off'])),
  WORKER: optional(z.enum(['on', 'off'])),
  AUTH_SECRET: optional(z.string().min(32, 'must have at least 32 characters')),
  AUTH_SECRET_PREVIOUS: optional(z.string().min(32, 'must have at least 32 characters')),
  AUTH_URL: optional(webAddress.transform(normalisedAddress)),
  RESEND_API_KEY: optional(z.string()),
  RESEND_BASE_URL: optional(webAddress),
  MAIL_FROM: optional(z.string().regex(/@/, 'must be a mail address')),
  TRUSTED_PROXY_HEADER: optional(
    z
      .string()
      .regex(/^[A-Za-z-]+$/, 'must be the name of a header')
      .toLowerCase(),
  ),
  /** Next.js itself reads it, and says less clearly what is wrong with it. */
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: optional(
    z.string().regex(base64Of32Bytes, 'must be 32 bytes in base64 (openssl rand -base64 32)'),
  ),
  USAGE_RETENTION_MONTHS: optional(
    z.string().regex(/^\d+$/, 'must be a number of months').pipe(z.coerce.number<string>().min(1).max(600)),
  ),
  METRICS_PORT: optional(z.coerce.number('must be a port number').int().min(1).max(65_535)),
  METRICS_HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
  STOP_NOTICE_SECONDS: z.preprocess(
    blankIsAbsent,
    z.coerce.number('must be a number of seconds').min(0).max(25).default(0),
  ),
  LOG_LEVEL: z.preprocess(
    blankIsAbsent,
    z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  ),
})

/** The names of all variables that are a setting of the portal; the others are about the process. */
export const settingNames = Object.keys(schema.shape).filter((name) => !processNames.includes(name))

/** What the demo promises, so that it can be seen. */
const demoRetentionMonths = 14

/** Whether a process is of the demo: what works on the embedded database is, for nothing else serves that. */
const isOfDemo = ({ PORTAL_DEMO, DATABASE_URL }: z.infer<typeof schema>) =>
  PORTAL_DEMO === 'on' || DATABASE_URL === undefined

const terminalLocale = (name = ''): 'ja' | 'en' => (/^ja/i.test(name) ? 'ja' : 'en')

/**
 * Reads the settings from a set of environment variables.
 * @throws ZodError naming each variable that is missing or wrong; values are never part of it.
 */
export function parseEnvironment(variables: Record<string, string | undefined>) {
  const parsed = schema.parse(variables)
  const isBuild = parsed.NEXT_PHASE === 'phase-production-build'
  return {
    mode: parsed.NODE_ENV,
    isBuild,
    isRunByNpm: parsed.npm_lifecycle_event !== undefined,
    /** The terminal's language, by POSIX's order of precedence. */
    terminalLocale: terminalLocale(parsed.LC_ALL ?? parsed.LC_MESSAGES ?? parsed.LANG),
    /** Who called sudo, where the process was started through it. */
    sudoUser: parsed.SUDO_USER,
    /** Where programs are looked for, by the shell too. */
    programFolders: parsed.PATH.split(path.delimiter).filter(Boolean),
    /** The port asked for, or undefined: then 3000 or the next free one. */
    port: parsed.PORT,
    /** Undefined: the embedded server below `dataDirectory` is used. */
    databaseUrl: parsed.DATABASE_URL,
    /** A streaming replica of that database, from which searches and files may be read; undefined: there is none. */
    replicaUrl: parsed.DATABASE_REPLICA_URL,
    /** Whether both addresses lead to a pooler that lends a connection for a transaction. */
    isPooled: parsed.DATABASE_POOLED === 'on',
    dataDirectory: path.resolve(parsed.PORTAL_DATA_DIRECTORY),
    isDemo: parsed.PORTAL_DEMO === 'on',
    /** Whether a web process makes bulk exports too. */
    worksOnExports: parsed.WORKER !== 'off',
    /** Undefined only at build and for the command line: `demandServerSettings` ends a web process without it. */
    authSecret: parsed.AUTH_SECRET,
    /** A key whose sessions, codes and keys for programs are accepted too; nothing is made with it. */
    previousAuthSecret: parsed.AUTH_SECRET_PREVIOUS,
    authUrl: parsed.AUTH_URL,
    /** Undefined: mails go to the outbox below `dataDirectory`. */
    resendApiKey: parsed.RESEND_API_KEY,
    resendBaseUrl: parsed.RESEND_BASE_URL,
    /** Undefined: an example's address, which no mail service sends from. */
    mailFrom: parsed.MAIL_FROM,
    /** The header whose last value is the client's address, where a proxy of ours sets it. */
    trustedProxyHeader: parsed.TRUSTED_PROXY_HEADER,
    /** Months that the data of a month stays after its end; undefined: nothing is promised. */
    usageRetentionMonths:
      parsed.USAGE_RETENTION_MONTHS ?? (isOfDemo(parsed) ? demoRetentionMonths : undefined),
    /** Where the metrics of this process are served; undefined: nowhere. */
    metricsPort: parsed.METRICS_PORT,
    metricsHost: parsed.METRICS_HOST,
    /** How long load balancers may take to notice that a web process is about to end. */
    stopNoticeSeconds: parsed.STOP_NOTICE_SECONDS,
    logLevel: parsed.LOG_LEVEL,
  }
}

export type Environment = ReturnType<typeof parseEnvironment>

function readEnvironment(): Environment {
  try {
    return parseEnvironment(process.env)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    for (const issue of error.issues) process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`)
    process.exit(1)
  }
}

export const env = readEnvironment()

/** Ends a web process that cannot serve, with one line for each setting that it lacks. */
export function demandServerSettings(): void {
  if (env.isBuild) return
  const needed = { DATABASE_URL: env.databaseUrl, AUTH_SECRET: env.authSecret }
  const lines = Object.entries(needed)
    .filter(([, value]) => !value)
    .map(([name]) => `${name} must be set.`)
  if (env.isPooled && env.worksOnExports)
    lines.push('WORKER must be off where DATABASE_POOLED is on: a worker holds a lock on its own connection.')
  if (lines.length === 0) return
  for (const line of lines) process.stderr.write(`${line}\n`)
  process.exit(1)
}

/** Sets the server's key in a process that learns it at run time: commands, from the data directory. */
export function setAuthSecret(authSecret: string): void {
  env.authSecret = authSecret
}

/** The variables to hand to a child process, with `changes` on top. */
export function childEnvironment(changes: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes }
}
