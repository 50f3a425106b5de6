import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './scripts/chromium.ts'

const port = Number(process.env.E2E_PORT ?? 4199)
const baseURL = `http://127.0.0.1:${port}`
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
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A shared machine may stall for a moment; what fails three times is wrong.
  retries: process.env.CI ? 2 : 0,
  use: { ...phone, baseURL, trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'phone', testIgnore: /\.no-script\.spec\.ts$/ },
    {
      name: 'phone without JavaScript',
      testIgnore: /\.script\.spec\.ts$/,
      use: { javaScriptEnabled: false },
    },
  ],
  webServer: {
    command: 'node tests/support/serve.ts',
    env: { PORT: String(port) },
    url: `${baseURL}/readyz`,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'ignore',
  },
})
