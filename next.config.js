const createNextIntlPlugin = require('next-intl/plugin')

// The largest body that the door lets through to any address.
const { importBodyBytesMax } = require('./lib/http/request-limits.json')

/** @type {import('next').NextConfig} */
const nextConfig = {
  // One folder that runs by itself: a running server keeps its own copy while the next one is built.
  output: 'standalone',
  outputFileTracingRoot: __dirname,
  outputFileTracingExcludes: { '/*': ['./.data/**', './tests/**', './docs/**', './scripts/**'] },
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // Lint and types run in `npm test`, with the whole project in view.
  typescript: { ignoreBuildErrors: true },
  // The pictures are as small as they can be already: the address that would make them so is not needed.
  images: { unoptimized: true },
  // The address of a picture of the help has its version. It is kept for a day all the same: while a release goes out, a
  // machine that is not changed yet answers the new address with the old picture.
  headers: async () => [
    {
      source: '/help/:locale/:screen.webp',
      headers: [{ key: 'Cache-Control', value: 'public, max-age=86400' }],
    },
  ],
  experimental: {
    serverActions: { bodySizeLimit: importBodyBytesMax },
    proxyClientMaxBodySize: importBodyBytesMax,
  },
  // The server says that it is not ready where the database lacks one of them.
  outputFileTracingIncludes: { '/api/health/ready': ['./prisma/migrations/**'] },
  serverExternalPackages: [
    '@protobi/exceljs',
    'pg',
    'pg-boss',
    'pg-copy-streams',
    '@node-rs/argon2',
    'pino',
    'prom-client',
  ],
}

const withTexts = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: {
    // Texts with parameters are taken apart at build time: at run time that would be done in each request anew.
    messages: { path: './lib/i18n/messages', format: 'json', locales: 'infer', precompile: true },
  },
})

module.exports = withTexts(nextConfig)
