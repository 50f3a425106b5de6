import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './scripts/chromium.ts'
import { ports, workers } from './tests/support/sites.ts'

const executablePath = findChromium()

/** The phone most of our visitors hold: 360 × 640, and the browser of the system. */
const phone = {
  ...devices['Galaxy S5'],
  locale: 'id-ID',
  timezoneId: 'Asia/Jakarta',
  launchOptions: {
    ...(executablePath && { executablePath }),
    // Chromium's own sandbox refuses root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  },
}

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A shared machine may stall for a moment; what fails three times is wrong.
  retries: process.env.CI ? 2 : 0,
  // Recording every step costs a quarter of the time: what fails is recorded when it is tried again. A screenshot "only on
  // failure" is drawn at the end of every test; what stood on the page of one that failed is told in words.
  use: { ...phone, trace: 'on-first-retry', screenshot: 'off' },
  projects: [
    { name: 'phone', testIgnore: /\.no-script\.spec\.ts$/ },
    {
      name: 'phone without JavaScript',
      testIgnore: /\.script\.spec\.ts$/,
      use: { javaScriptEnabled: false },
    },
  ],
  webServer: ports.map((port) => ({
    command: 'node tests/support/serve.ts',
    env: { PORT: String(port) },
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 15_000 },
    stdout: 'ignore' as const,
  })),
})
