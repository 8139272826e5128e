import { isHttps } from '@/lib/auth/cookies'
import { env } from '@/lib/env'

/** The headers of every answer: a page, a file, one of Next.js itself or a refusal. */
export const securityHeaders: Record<string, string> = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  ...(isHttps && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
}

/**
 * Nothing inline without the nonce, nothing from elsewhere.
 * @param nonce of the page's own scripts and styles; absent for what is no page: there nothing runs.
 */
export function contentSecurityPolicy(nonce?: string): string {
  const isDevelopment = env.mode === 'development'
  const scripts =
    nonce && `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`
  const styles = nonce && `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`
  return [
    `default-src 'none'`,
    ...(scripts && styles ? [scripts, styles] : []),
    `img-src 'self'`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
