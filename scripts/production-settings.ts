import { isIPv4 } from 'node:net'
import type { Environment } from '@/lib/env'
import { PlainError } from '@/lib/plain-error'

/**
 * What `npm start` cannot do without.
 * @throws PlainError with one line for each setting that is missing or must not be there.
 */
export function requireSettings(env: Environment): { authSecret: string; authUrl: string } {
  const { authSecret, authUrl } = env
  const problems = [...missingLines(env), ...weakSecretLines(env), ...openLineLines(env), ...demoLines(env)]
  if (!authSecret || !authUrl || problems.length > 0) throw new PlainError(problems.join('\n'))
  return { authSecret, authUrl }
}

function missingLines(env: Environment): string[] {
  const { databaseUrl, authSecret, authUrl, resendApiKey, mailFrom, trustedProxyHeader } = env
  const lines: [string | undefined, string][] = [
    [databaseUrl, 'DATABASE_URL must be set.'],
    [authSecret, 'AUTH_SECRET must be set.'],
    [authUrl, 'AUTH_URL must be set.'],
    [resendApiKey, 'RESEND_API_KEY must be set: one-time passwords go out by mail.'],
    [mailFrom, 'MAIL_FROM must be set: the sender of mails, at a domain that Resend knows as yours.'],
  ]
  // The server itself speaks http.
  if (authUrl?.startsWith('https:'))
    lines.push([
      trustedProxyHeader,
      'TRUSTED_PROXY_HEADER must be set: AUTH_URL is https, so a proxy stands before the server.',
    ])
  return lines.filter(([value]) => !value).map(([, line]) => line)
}

/** Far fewer than 32 random characters of any usual form have: base64 and even hexadecimal digits. */
const secretCharactersMin = 8

function weakSecretLines({ authSecret, previousAuthSecret }: Environment): string[] {
  const secrets = { AUTH_SECRET: authSecret, AUTH_SECRET_PREVIOUS: previousAuthSecret }
  return Object.entries(secrets)
    .filter(([, secret]) => secret && new Set(secret).size < secretCharactersMin)
    .map(
      ([name]) =>
        `${name} must have at least ${secretCharactersMin} different characters: \`openssl rand -base64 32\` makes a good one.`,
    )
}

/** Passwords and sessions in the clear: only where nothing leaves the machine. */
const openLineLines = ({ authUrl }: Environment) =>
  authUrl?.startsWith('http:') && !isThisMachine(new URL(authUrl).hostname)
    ? [
        'AUTH_URL must be https: over http passwords and sessions could be read on the way (localhost may be http).',
      ]
    : []

const isThisMachine = (hostname: string) =>
  hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'))

const demoLines = ({ isDemo }: Environment) =>
  isDemo
    ? ['PORTAL_DEMO must not be on: /dev/outbox would show mails, and the sign-in page the demo’s accounts.']
    : []
