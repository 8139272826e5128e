import coreWebVitals from 'eslint-config-next/core-web-vitals'
import typescript from 'eslint-config-next/typescript'

const typescriptFiles = ['**/*.{ts,tsx}']

/**
 * What a component may take from lib: nothing here reaches the server's secrets or its database. What parses input or
 * writes times is for components that stay on the server: tests/e2e/browser-script.spec.ts looks at what is sent.
 */
const clientSafe = [
  'paths',
  'file-paths',
  'errors',
  'usage/(search|columns|conditions|sort|cursor|limits|outputs)',
  'usage/(call-destinations|parse-search|period|saved-name|shortcuts)',
  'usage/(daily-view|split-days|retention)',
  'statements/(list-words|movers)',
  'files/(file-encoding|file-format|formula-choice)',
  'auth/password-rules',
  'numbers/number-name',
  'alerts/limits',
  'http/browser-name',
  'help/(sample-records|formula-rule|file-schema)',
  'api/(api-document|api-values|examples|operations)',
  'time/.*',
  'i18n/.*',
]

const sharedFolders = ['db', 'auth', 'audit', 'files', 'http', 'mail', 'metrics', 'time', 'i18n']
const sharedFiles = [
  'errors.ts',
  'env.ts',
  'log.ts',
  'paths.ts',
  'api-paths.ts',
  'file-paths.ts',
  'plain-error.ts',
  'plain-name.ts',
  'repeat.ts',
]
const features = {
  usage: ['numbers'],
  exports: ['usage'],
  statements: ['usage', 'numbers'],
  alerts: ['statements', 'usage'],
  ingest: [],
  accounts: [],
  numbers: [],
  help: ['usage', 'exports', 'numbers', 'alerts', 'api'],
  health: [],
  keys: [],
  api: ['usage', 'exports', 'numbers'],
}

const inLib = (names) => names.map((name) => `./lib/${name}`)
const inside = (names) => names.map((name) => `./${name}`)
const served = ['./app', './components', './lib', './proxy.ts', './instrumentation.ts']
const product = [...served, './prisma', './scripts']

const zones = [
  { target: product.slice(1).concat('./tests'), from: './app', message: 'Nothing imports app.' },
  { target: product, from: './tests', message: 'The product does not import its tests.' },
  { target: served, from: './scripts', message: 'What starts and supervises the product is not part of it.' },
  {
    target: ['./app', './components', ...inLib([...sharedFolders, ...Object.keys(features)])],
    from: ['./prisma', './lib/cli'],
    message: 'Commands and the seed use the product, never the other way round.',
  },
  {
    target: inLib(sharedFolders),
    from: inLib(Object.keys(features)),
    message: 'The shared parts of lib know no feature.',
  },
  ...Object.entries(features).map(([feature, others]) => ({
    target: `./lib/${feature}`,
    from: './lib',
    except: inside([feature, ...others, ...sharedFolders, ...sharedFiles]),
    message: 'A feature imports the shared parts of lib, not its siblings.',
  })),
]

const processEnvironment = {
  'no-restricted-properties': [
    'error',
    { object: 'process', property: 'env', message: 'Settings are read in lib/env.ts alone.' },
  ],
}

const noNext = { regex: '^next(/|$)', message: 'next/* stays in app, components and lib/auth.' }
const onlyClientSafe = {
  regex: `(^|/)lib/(?!(${clientSafe.join('|')})$)`,
  allowTypeImports: true,
  message: 'Components import only those files of lib that may run in a browser, and types.',
}
const noProcessModule = { name: 'node:process', message: 'Settings are read in lib/env.ts alone.' }
const clientDirective = {
  selector: 'ExpressionStatement[directive="use client"]',
  message: 'Client components live in components/.',
}

const plainForm = {
  selector: 'JSXOpeningElement[name.name="form"]',
  message: 'Forms are made by components/form/: they keep what was typed, and know whose they are.',
}

const config = [
  { ignores: ['.next/**', '.data/**', 'lib/db/generated/**', 'next-env.d.ts'] },
  ...coreWebVitals,
  ...typescript,
  {
    files: typescriptFiles,
    rules: {
      'import/no-restricted-paths': ['error', { zones, basePath: import.meta.dirname }],
      // Packages do not import the product, so no circle leads through them. Without `ignoreExternal` the walk enters
      // them, and without `disableScc` a search for groups of files before the walk does.
      'import/no-cycle': ['error', { ignoreExternal: true, disableScc: true }],
      // React escapes what stands in elements; nothing else does.
      'react/no-danger': 'error',
      'no-restricted-imports': ['error', { paths: [noProcessModule], patterns: [noNext] }],
      ...processEnvironment,
    },
  },
  {
    files: [
      '{app,components,lib/auth,tests}/**',
      'lib/i18n/request.ts',
      'lib/http/router-state.ts',
      'proxy.ts',
      'instrumentation.ts',
    ],
    rules: { 'no-restricted-imports': ['error', { paths: [noProcessModule] }] },
  },
  {
    files: ['components/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [onlyClientSafe] }] },
  },
  {
    files: ['app/**'],
    ignores: ['**/error.tsx', 'app/global-error.tsx'],
    rules: { 'no-restricted-syntax': ['error', clientDirective, plainForm] },
  },
  {
    files: ['components/**'],
    ignores: ['components/form/**'],
    rules: { 'no-restricted-syntax': ['error', plainForm] },
  },
  {
    // Tests set variables; the tools' own configurations are read before lib/env.ts can be.
    files: ['lib/env.ts', 'tests/**', '*.config.*'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['{lib,prisma,scripts,tests}/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  { files: ['**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
]

export default config
