import path from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { leftOutOfCluster, onlyOfCluster } from './tests/support/left-out-of-cluster'
import { findChromium } from './tests/support/chromium'

const isRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'tests/e2e',
  testIgnore: (process.env.PORTAL_TEST_CLUSTER ? Object.keys(leftOutOfCluster) : [onlyOfCluster]).map(
    (name) => `**/${name}`,
  ),
  outputDir: '.data/browser-tests',
  globalSetup: path.resolve(__dirname, 'tests/support/browser-setup.ts'),
  reporter: 'list',
  forbidOnly: true,
  workers: 2,
  // Machines that run the checks may be busy: these end what hangs, they measure nothing.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  use: {
    // Set by the global setup, before the workers read this file again.
    baseURL: process.env.PORTAL_TEST_URL,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        // Chromium's sandbox refuses root.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // A test runs in each project that can find a fault of its own with it. Tags say where there is none to find:
  // `@js` is about what scripts do (axe is one), `@any-width` about nothing that the width of the screen changes,
  // `@server` about an answer that is the same whatever browser asks, `@words` about the words of a second language, where
  // the first has tried the rest.
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 900 } } },
    {
      name: 'phone',
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
      grepInvert: /@any-width|@server|@words/,
    },
    {
      name: 'no-javascript',
      use: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
      grepInvert: /@js|@server|@words/,
    },
  ],
})
