const nextJest = require('next/jest')

const createConfig = nextJest({ dir: __dirname })

// Published as ES modules alone, which jest does not load as they are.
const modulePackages = [
  '@prisma/schema-engine-wasm',
  'next-intl',
  'use-intl',
  'icu-minify',
  '@formatjs/[a-z-]+',
  'intl-messageformat',
  '@schummar/[a-z-]+',
  'next-auth',
  '@auth/core',
  '@panva/hkdf',
  'jose',
  'oauth4webapi',
]

async function project(name, settings) {
  const config = await createConfig({
    displayName: name,
    testMatch: [`<rootDir>/tests/${name}/**/*.test.{ts,tsx}`],
    moduleNameMapper: {
      '^@/(.*)$': '<rootDir>/$1',
      // Their main file is an .mjs, which jest does not load in any way; this one is the same as a script.
      '^(d3-[a-z-]+)$': '<rootDir>/node_modules/$1/dist/$1.js',
    },
    modulePathIgnorePatterns: ['<rootDir>/.next/', '<rootDir>/.data/'],
    ...settings,
  })()
  return { ...config, transformIgnorePatterns: [`/node_modules/(?!(${modulePackages.join('|')})/)`] }
}

module.exports = async () => ({
  // Integration tests mostly wait for the database.
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: await Promise.all([
    project('unit', {
      testEnvironment: 'node',
      setupFilesAfterEnv: ['<rootDir>/tests/support/jest-setup.ts'],
    }),
    project('components', {
      testEnvironment: 'jsdom',
      setupFilesAfterEnv: ['<rootDir>/tests/support/jest-setup.ts', '<rootDir>/tests/support/jest-dom.ts'],
    }),
    project('integration', {
      testEnvironment: 'node',
      setupFiles: ['<rootDir>/tests/support/integration-environment.ts'],
      globalSetup: '<rootDir>/tests/support/integration-setup.ts',
      globalTeardown: '<rootDir>/tests/support/integration-teardown.ts',
    }),
  ]),
})
